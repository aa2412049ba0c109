package org.spikewright.record;

import java.util.List;
import java.util.Map;

/**
 * What an exploration tried.
 *
 * @param varied the values of the model that were varied, by their paths, for instance {@code Learn.epochs}
 * @param objectives the metrics that were sought, those to be small with a minus before them
 * @param trials in the order in which they were chosen
 */
public record ExplorationRecord(List<String> varied, List<String> objectives, List<Trial> trials) {

    /**
     * One run.
     *
     * @param values as they stand in the model, one for each of the varied
     * @param folder of its record, relative to that of the exploration's run
     * @param state how it ended
     * @param message why it failed, if it did
     * @param metrics of the explored job
     * @param admissible whether it ended well and keeps the constraints
     * @param best whether no admissible trial is better in one objective and as good in all others
     */
    public record Trial(List<String> values, String folder, RunState state, @MayBeAbsent String message, Map<String, Object> metrics,
            boolean admissible, boolean best) {
    }
}
