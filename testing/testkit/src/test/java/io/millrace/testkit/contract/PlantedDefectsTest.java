package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The kit fails bad plugins: each of {@link Defects} and {@link DatasourceDefects} is caught by the
 * test that is meant to.
 */
class PlantedDefectsTest {

  @ParameterizedTest
  @CsvSource({
    "StoreThatForgetsNames, aSavedFileIsFoundAndOpenedUnderItsReference",
    "StoreThatClosesStreams, theStreamThatIsHandedInStaysOpen",
    "StoreThatOverwrites, filesOfOneNameAreKeptApart",
    "ModelThatSwapsVectors, vectorsComeInTheOrderOfTheTexts",
    "ModelThatDrifts, theSameTextHasTheSameVector",
    "ModelOfAnotherDimension, everyTextHasOneVectorOfTheDimension",
    "ExtractorThatThrowsItsOwn, aFormatThatNobodyKnowsIsNamedAsSuch",
    "ExtractorWithoutLimits, aTextLongerThanAllowedIsAFailure",
    "ToolThatKeepsState, theSameCallGivesTheSame",
    "ToolThatHidesFailures, aFailureIsAToolExceptionThatCanBeShown",
    "KnowledgeThatDoubles, aNewVersionTakesThePlaceOfTheOldOne",
    "KnowledgeThatLosesTheOldVersion, aFailureLeavesTheOldVersionSearchable",
    "KnowledgeThatIgnoresFilters, aFilterChoosesDocumentsByTheirMetadata",
    "DriveThatRepeatsPages, aLevelIsListedInPagesThatEnd",
    "DriveThatVisitsTwice, aFolderStandsForEveryFileBelowItOnce",
    "DocumentsWithoutIds, contentComesWithThePagesIds",
    "CrawlThatOverruns, aCrawlStopsExactlyAtItsLimit",
    "FilesThatAcceptAnything, whatIsRefusedIsADatasourceException"
  })
  void aPlantedDefectIsCaught(String defect, String test) {
    Class<?> plugin =
        Stream.of(Defects.class, DatasourceDefects.class)
            .flatMap(defects -> Stream.of(defects.getDeclaredClasses()))
            .filter(planted -> planted.getSimpleName().equals(defect))
            .findFirst()
            .orElseThrow();

    List<String> failed =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(plugin))
            .execute()
            .testEvents()
            .failed()
            .map(event -> event.getTestDescriptor().getLegacyReportingName())
            .map(name -> name.replaceFirst("\\(.*", ""))
            .toList();

    assertThat(failed).as("tests that %s fails", defect).contains(test);
  }
}
