package io.millrace.datasource.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.millrace.datasource.DatasourceException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpansionTest {
  private static final Limits NONE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE, ImmutableSet.of());
  private final AtomicInteger pages = new AtomicInteger();

  /** Gives the pages of one folder, and counts them. */
  private final class Pages implements Drive {
    private final IntFunction<DrivePage> page;

    Pages(IntFunction<DrivePage> page) {
      this.page = page;
    }

    @Override
    public DrivePage list(ListRequest request) {
      return page.apply(pages.getAndIncrement());
    }

    @Override
    public DriveEntry stat(Location place) {
      throw DatasourceException.permanent("nothing is asked for by itself", null);
    }

    @Override
    public Content open(Location place, long offset, @Nullable ChangeSignals expected) {
      throw DatasourceException.permanent("nothing is opened", null);
    }
  }

  private Expansion expansion(IntFunction<DrivePage> page) {
    DriveEntry root = DriveEntry.folder(new Location(null, "root"), "root");
    return new Expansion(new Pages(page), root, NONE, Runnable::run);
  }

  private static DrivePage page(@Nullable String cursor, String... files) {
    ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
    for (String file : files) {
      entries.add(DriveEntry.file(new Location(null, file), file, 1));
    }
    return new DrivePage(entries.build(), cursor);
  }

  @Test
  void emptyPagesThatNeverEndEndWithAReason() {
    Expansion endless = expansion(number -> page("c" + number));

    assertThatThrownBy(endless::hasNext)
        .isInstanceOfSatisfying(
            DatasourceException.class, e -> assertThat(e.isRetriable()).isTrue())
        .hasMessageContaining("pages in a row were empty");
    assertThat(pages).hasValueLessThan(2_000);
  }

  @Test
  void someEmptyPagesHoldNothingUp() {
    Expansion files =
        expansion(number -> number % 500 == 499 ? page(null, "last") : page("c" + number));

    assertThat(files).toIterable().extracting(DriveEntry::name).containsExactly("last");
  }

  @Test
  void aTokenThatComesTwiceEndsTheListingAndWhatWasFoundIsKept() {
    Expansion circle = expansion(number -> page("c", "f" + number));

    assertThat(circle.next()).extracting("name").isEqualTo("f0");
    assertThatThrownBy(circle::hasNext).hasMessageContaining("goes in circles");
  }
}
