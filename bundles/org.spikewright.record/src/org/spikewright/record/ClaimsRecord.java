package org.spikewright.record;

import java.util.List;

/**
 * What became of what the jobs of a run expect of their metrics.
 *
 * @param claims in the order of the jobs, each job's in the order of its lines
 */
public record ClaimsRecord(List<Claim> claims) {

    /**
     * One line.
     *
     * @param job in which it stands
     * @param text as it is written, without the word expect
     * @param file the name of the model's file
     * @param line counted from 1
     * @param column counted from 1
     * @param comparison its sign: {@code <}, {@code <=}, {@code ==}, {@code >=}, {@code >}, or {@code in} for two bounds
     * @param unit of value, bounds, margin and spread, an SI unit without a prefix; empty for numbers without one and for texts
     * @param seeds under which the job ran for it; empty if the figures are those of the run itself
     * @param value what stands on the left, of the means over the seeds: a number, or a text; missing if a figure is no number
     * @param bounds what it is compared with: one, or a lowest and a highest; none if a figure is no number
     * @param margin how far within the bounds the value lies, below 0 if it lies beyond; missing for texts
     * @param spread standard deviation of the margins under each seed alone; missing for fewer than two seeds
     * @param passed whether it holds
     * @param thin whether it holds by less than the spread
     * @param message why it cannot be judged, if it cannot
     */
    public record Claim(String job, String text, String file, int line, int column, String comparison, String unit, List<Long> seeds,
            @MayBeAbsent Object value, List<Object> bounds, @MayBeAbsent Double margin, @MayBeAbsent Double spread, boolean passed,
            boolean thin, @MayBeAbsent String message) {
    }
}
