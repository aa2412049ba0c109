package org.spikewright.jobs;

import java.io.IOException;
import java.util.List;
import org.spikewright.common.Finding;
import org.spikewright.common.Location;
import org.spikewright.compile.Code;
import org.spikewright.record.ClaimsRecord.Claim;
import org.spikewright.record.RunRecord;
import org.spikewright.report.ClaimText;

/** What a run did not give as the model expects. */
public final class Unmet {

    private Unmet() {
    }

    /**
     * A finding for each claim of a run that does not hold.
     *
     * @param shownAs the model's file as the user named it
     * @throws IOException if the record is damaged; the message says so
     */
    public static List<Finding> of(RunRecord record, String shownAs) throws IOException {
        return record.claims().claims().stream().filter(claim -> !claim.passed()).map(claim -> finding(claim, shownAs)).toList();
    }

    /** The finding of a claim that does not hold. */
    public static Finding finding(Claim claim, String shownAs) {
        return new Finding(Code.UNMET.id(), Code.UNMET.severity(), new ClaimText(claim).failure(),
                new Location(shownAs, claim.line(), claim.column(), 0, 0));
    }
}
