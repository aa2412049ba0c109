package org.spikewright.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.spikewright.testing.engine.MicrocircuitComparison;
import org.spikewright.testing.engine.MicrocircuitComparison.Finding;
import org.spikewright.testing.engine.SharedData;

/** The published comparison of the microcircuit with a run of NEST, in full; prints each population and measure. */
final class MicrocircuitAgreement implements Measurement {

    private static final int SEEDS = 20;

    @Override
    public String name() {
        return "potjans";
    }

    @Override
    public String description() {
        return "spike statistics of the microcircuit at a tenth of its size beside those of NEST";
    }

    @Override
    public Figure measure(Machine machine) throws Exception {
        List<Finding> findings = MicrocircuitComparison.of(
                MicrocircuitComparison.reference(SharedData.path("nest-potjans-reference")),
                LongStream.rangeClosed(1, SEEDS).toArray(), 2);
        System.out.printf("%-6s %-13s %10s %10s %9s %9s %9s%n", "", "", "reference", "ours", "distance", "spread", "bar");
        double worst = 0;
        for (Finding finding : findings) {
            System.out.printf(Locale.ROOT, "%-6s %-13s %10.4f %10.4f %9.4f %9.4f %9.4f%s%n", finding.population(),
                    finding.measure().toString().toLowerCase(Locale.ROOT), finding.reference(), finding.ours(),
                    finding.distance(), finding.spread(), finding.bar(), finding.agrees() ? "" : "  beyond the bar");
            worst = Math.max(worst, finding.distance() / finding.bar());
        }
        return new Figure(name(), worst, "bars", false, "the greatest distance of two of " + SEEDS + " runs", 1, 1);
    }
}
