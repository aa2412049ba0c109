package org.spikewright.report;

import java.util.stream.Collectors;
import org.spikewright.record.ClaimsRecord.Claim;

/**
 * What became of a claim, in words.
 *
 * @param claim with its verdict
 */
public record ClaimText(Claim claim) {

    /** One sentence for a claim that does not hold, with its value, its bounds and by how much they are missed. */
    public String failure() {
        String expected = "expected " + claim.text() + ", but ";
        if (claim.message() != null) {
            return expected + claim.message();
        }
        String it = expected + "it is " + value() + mean();
        return it + (claim.margin() == null ? ", not " + bounds()
                : claim.margin() == 0 ? ", against " + bounds() : ", which misses " + bounds() + " by " + number(-claim.margin())) + spread();
    }

    private String mean() {
        return claim.seeds().size() < 2 ? "" : (claim.value() instanceof String ? " under one of the seeds " : " on average over the seeds ")
                + claim.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private String spread() {
        return claim.spread() == null ? "" : "; seeds spread by " + number(claim.spread());
    }

    /** What stands on the left; empty if there is no such value. */
    public String value() {
        return claim.value() == null ? "" : word(claim.value());
    }

    /** What it is compared with; empty if there is no such value. */
    public String bounds() {
        return claim.bounds().stream().map(this::word).collect(Collectors.joining(" to "));
    }

    /** How far it is within the bounds, or beyond them with a minus; empty for texts. */
    public String margin() {
        return claim.margin() == null ? "" : number(claim.margin());
    }

    /** How far seeds spread; empty where there are not several. */
    public String deviation() {
        return claim.spread() == null ? "" : number(claim.spread());
    }

    /** Passed, thin or failed. */
    public String verdict() {
        return !claim.passed() ? "failed" : claim.thin() ? "thin" : "passed";
    }

    private String word(Object value) {
        return value instanceof Number number ? number(number.doubleValue()) : "\"" + value + "\"";
    }

    private String number(double value) {
        return Quantity.exact(value, claim.unit());
    }
}
