package org.spikewright.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Samples a second of a JMH benchmark.
 *
 * @param reference where the reference comes from
 * @param referenceValue its value
 */
record Throughput(String name, String description, Class<?> benchmark, String reference, double referenceValue)
        implements Measurement {

    @Override
    public Figure measure(Machine machine) throws Exception {
        Collection<RunResult> results = new Runner(
                new OptionsBuilder().include("\\b" + benchmark.getSimpleName() + "\\b").forks(1).warmupIterations(4)
                        .warmupTime(TimeValue.seconds(2)).measurementIterations(5).measurementTime(TimeValue.seconds(2))
                        .jvmArgs("--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow")
                        .output(System.getProperty("benchmarks.log")).verbosity(VerboseMode.NORMAL).build())
                .run();
        double median = results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50);
        return new Figure(name, median, "samples/s", true, reference, referenceValue, machine.factor());
    }
}
