package io.millrace.knowledge.lucene;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.jspecify.annotations.Nullable;

/**
 * Merges as told, and besides rewrites a large segment whose vectors have no graph yet: a bulk load
 * leaves such segments, and nothing else would touch them until more come.
 */
final class GraphMergePolicy extends FilterMergePolicy {

  GraphMergePolicy(MergePolicy policy) {
    super(policy);
  }

  @Override
  public @Nullable MergeSpecification findMerges(
      MergeTrigger trigger, SegmentInfos segments, MergeContext context) throws IOException {
    MergeSpecification merges = super.findMerges(trigger, segments, context);
    Set<SegmentCommitInfo> busy = new HashSet<>(context.getMergingSegments());
    if (merges != null) {
      merges.merges.forEach(merge -> busy.addAll(merge.segments));
    }
    for (SegmentCommitInfo segment : segments) {
      if (!busy.contains(segment) && lacksGraph(segment, context)) {
        if (merges == null) {
          merges = new MergeSpecification();
        }
        merges.add(new OneMerge(List.of(segment)));
      }
    }
    return merges;
  }

  private static boolean lacksGraph(SegmentCommitInfo segment, MergeContext context)
      throws IOException {
    return ThresholdHnswVectorsFormat.isScanned(segment.info)
        && segment.info.maxDoc() - context.numDeletesToMerge(segment)
            >= ThresholdHnswVectorsFormat.GRAPH_FROM;
  }
}
