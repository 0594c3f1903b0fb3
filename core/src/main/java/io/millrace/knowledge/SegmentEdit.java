package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import io.millrace.knowledge.NewVersion.NewChild;
import io.millrace.knowledge.NewVersion.NewSegment;

/**
 * One change to the segments of a document's searchable version.
 *
 * @since 0.1
 */
public sealed interface SegmentEdit {

  /**
   * Adds a segment after the last.
   *
   * @param id UUID text, new
   */
  record Add(String id, NewSegment segment) implements SegmentEdit {
    public Add {
      requireNonNull(id, "id");
      requireNonNull(segment, "segment");
    }
  }

  /**
   * Replaces a segment's content, files and child chunks; its id, position and hit count stay.
   *
   * @param keepChildren whether its child chunks stay as they are, whatever the new segment has
   */
  record Replace(String id, NewSegment segment, boolean keepChildren) implements SegmentEdit {
    public Replace {
      requireNonNull(id, "id");
      requireNonNull(segment, "segment");
    }
  }

  /** Lets a segment take part in searches, or not. */
  record Enable(String id, boolean enabled) implements SegmentEdit {
    public Enable {
      requireNonNull(id, "id");
    }
  }

  /** Removes a segment and its child chunks. */
  record Remove(String id) implements SegmentEdit {
    public Remove {
      requireNonNull(id, "id");
    }
  }

  /**
   * Adds a child chunk after the last of its segment.
   *
   * @param id UUID text, new
   */
  record AddChild(String id, String segmentId, NewChild child) implements SegmentEdit {
    public AddChild {
      requireNonNull(id, "id");
      requireNonNull(segmentId, "segmentId");
      requireNonNull(child, "child");
    }
  }

  /** Replaces a child chunk's content; its id and position stay. */
  record ReplaceChild(String id, NewChild child) implements SegmentEdit {
    public ReplaceChild {
      requireNonNull(id, "id");
      requireNonNull(child, "child");
    }
  }

  /** Removes a child chunk. */
  record RemoveChild(String id) implements SegmentEdit {
    public RemoveChild {
      requireNonNull(id, "id");
    }
  }
}
