package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.spikewright.chip.Chip;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.compile.Checks;
import org.spikewright.compile.Elaboration;
import org.spikewright.compile.Problems;
import org.spikewright.compile.JobParts;
import org.spikewright.compile.Measures;
import org.spikewright.compile.Settings;
import org.spikewright.compile.job.CompareSpec;
import org.spikewright.compile.job.EvaluateSpec;
import org.spikewright.compile.job.ExportSpec;
import org.spikewright.compile.job.MapSpec;
import org.spikewright.compile.job.PopulationRunSpec;
import org.spikewright.compile.job.SampleRunSpec;
import org.spikewright.compile.job.TrainSpec;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Subset;
import org.spikewright.dataset.Encoder;
import org.spikewright.jobs.JobException;
import org.spikewright.jobs.RunRequest;
import org.spikewright.mapping.MappingResult;
import org.spikewright.mapping.MappingTask;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.EvaluateJob;
import org.spikewright.model.job.ExportJob;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.SpikeTrains;
import org.spikewright.network.Weights;
import org.spikewright.record.Measure;
import org.spikewright.record.Metric;
import org.spikewright.record.RunRecord;
import org.spikewright.record.SpikeRecord;
import org.spikewright.simulate.Recording;
import org.spikewright.simulate.SimulationTask;
import org.spikewright.train.EpochMetrics;
import org.spikewright.train.Evaluation;
import org.spikewright.train.Loss;
import org.spikewright.train.TestResult;
import org.spikewright.train.TrainingResult;
import org.spikewright.train.TrainingTask;

/** One run: performs jobs one after the other, hands weights and data from one to the next, and fills the record. */
public final class Run {

    private final RunRequest request;
    private final RunRecord record;
    private final Work work;
    private final Engines engines;
    private final InputLog inputs;
    private final DataSets dataSets;
    private final Elaboration elaboration;
    private final Map<TrainJob, Weights> trained = new HashMap<>();

    public Run(RunRequest request, RunRecord record, Work work, Engines engines) throws IOException {
        this.request = request;
        this.record = record;
        this.work = work;
        this.engines = engines;
        this.inputs = new InputLog(record, request.model().path(), request.model().texts());
        this.dataSets = new DataSets(request, inputs);
        this.elaboration = new Elaboration(Problems.IGNORED, request.model()::location);
    }

    /**
     * Performs a job; the jobs it depends on were performed before.
     *
     * @throws CancelledException if the user stopped it; what was reached is in the record
     */
    public void perform(Job job) throws IOException {
        switch (job) {
            case TrainJob train -> train(train);
            case SimulateJob simulate -> simulate(simulate);
            case EvaluateJob evaluate -> evaluate(evaluate);
            case MapJob map -> map(map);
            case ExploreJob explore -> new Exploration(explore, request, record, engines).run(work);
            case CompareJob compare -> compare(compare);
            case ExportJob export -> export(export);
            default -> throw new JobException(request.model().location(job), "no engine runs this job yet");
        }
    }

    /**
     * Makes sure that there is an engine for each job before the first of them starts.
     *
     * @throws JobException if there is none; the message says for what
     */
    public void checkEngines(List<Job> jobs) {
        for (Job job : jobs) {
            Checks.obstacle(job).ifPresent(obstacle -> {
                throw new JobException(request.model().location(job), obstacle);
            });
        }
    }

    /**
     * What jobs gave, side by side: each metric that is asked for, under the name that it has in each of them, or all that they
     * share.
     *
     * @throws JobException if they share none
     */
    private void compare(CompareJob job) throws IOException {
        List<Measure> wanted = CompareSpec.of(Settings.of(job)).measure();
        List<Job> jobs = job.getCompared();
        Map<String, Object> comparison = new TreeMap<>();
        if (wanted.isEmpty()) {
            Set<String> shared = new TreeSet<>(metricsOf(jobs.getFirst()).keySet());
            jobs.forEach(one -> shared.retainAll(metricsOf(one).keySet()));
            shared.forEach(metric -> jobs.forEach(one -> comparison.put(metric + "." + one.getName(), metricsOf(one).get(metric))));
        }
        for (Measure measure : wanted) {
            for (Job one : jobs) {
                Measures.ofWhole(one, measure).map(Metric::name).filter(metricsOf(one)::containsKey)
                        .ifPresent(metric -> comparison.put(metric + "." + one.getName(), metricsOf(one).get(metric)));
            }
        }
        if (comparison.isEmpty()) {
            throw new JobException(request.model().location(job), "the jobs that '" + job.getName() + "' compares share no metric");
        }
        record.putMetrics(job.getName(), comparison);
    }

    private Map<String, Object> metricsOf(Job job) {
        return record.metrics().getOrDefault(job.getName(), Map.of());
    }

    private void evaluate(EvaluateJob job) throws IOException {
        EvaluateSpec spec = EvaluateSpec.of(Settings.of(job));
        Network network = network(job);
        Dataset dataset = JobParts.data(job);
        TrainJob training = JobParts.weights(job);
        Samples test = data(dataset, network, job).test();
        long count = Math.min(test.size(), spec.samples().orElse(test.size()));
        EncodedSamples samples = EncodedSamples.testing(Subset.first(test, (int) count), dataSets.encoder(dataset), seed(spec.seed()));
        TestResult result = Evaluation.of(network, trained.get(training), samples, TrainSpec.of(Settings.of(training)).loss(), spec.step(),
                request.threads(), work);
        Map<String, Object> metrics = new TreeMap<>(Map.of("test.accuracy", result.accuracy(), "test.loss", result.loss()));
        if (!spec.measure().isEmpty()) {
            metrics.keySet().retainAll(spec.measure().stream().flatMap(measure -> Measures.ofWhole(job, measure).stream()).map(Metric::name).toList());
        }
        metrics.put("test.samples", count);
        record.putMetrics(job.getName(), metrics);
    }

    private void train(TrainJob job) throws IOException {
        TrainSpec spec = TrainSpec.of(Settings.of(job));
        Network network = network(job);
        DataSet data = data(JobParts.data(job), network, job);
        TrainingTask task = new TrainingTask(job.getName(), network, data, dataSets.encoder(JobParts.data(job)), spec.loss(),
                spec.optimizer(), spec.schedule(), spec.rule(), spec.epochs(), spec.batch(), seed(spec.seed()), request.threads(),
                spec.step());
        Checkpoints checkpoints = new Checkpoints(record, job.getName(), network, data.classNames(), work);
        TrainingResult result = engines.trainer().train(task, checkpoints, work);
        checkpoints.write(result);
        if (!result.complete()) {
            throw new CancelledException();
        }
        trained.put(job, result.weights());
        record.putMetrics(job.getName(), metrics(network, result));
    }

    private void export(ExportJob job) throws IOException {
        TrainJob training = JobParts.weights(job);
        double step = TrainSpec.of(Settings.of(training)).step();
        record.putMetrics(job.getName(), NetworkFile.write(job.getName(), ExportSpec.of(Settings.of(job)), network(job), trained.get(training),
                step, record, work));
    }

    private static Map<String, Object> metrics(Network network, TrainingResult result) {
        EpochMetrics last = result.history().getLast();
        Map<String, Object> metrics = new TreeMap<>();
        metrics.put("train.loss", last.loss());
        metrics.put("train.accuracy", last.trainAccuracy());
        metrics.put("test.loss", last.testLoss());
        metrics.put("test.accuracy", last.testAccuracy());
        metrics.put("spikes.perSample", last.spikesPerSample());
        metrics.put("parameters", network.parameterCount());
        metrics.put("weights.hash", result.weights().hash());
        return metrics;
    }

    private void simulate(SimulateJob job) throws IOException {
        if (!JobParts.network(job).getPopulations().isEmpty()) {
            populations(job, PopulationRunSpec.of(Settings.of(job)));
            return;
        }
        SampleRunSpec spec = SampleRunSpec.of(Settings.of(job));
        Dataset dataset = JobParts.data(job);
        Network network = network(job);
        EncodedSamples samples = EncodedSamples.testing(data(dataset, network, job).test(), dataSets.encoder(dataset),
                seed(spec.seed()));
        double step = spec.step();
        Recording recording = record(job, network, trained.get(JobParts.weights(job)), samples, spec.samples(), step);
        Map<String, Object> metrics = new TreeMap<>();
        metrics.put("accuracy", recording.accuracy());
        int count = recording.labels().length;
        for (SpikeTrains trains : recording.spikes()) {
            metrics.put("rate.hertz." + trains.layer(),
                    trains.count() / (count * samples.encoder().steps() * step * trains.neurons()));
            metrics.put("spikes.perSample." + trains.layer(), (double) trains.count() / count);
        }
        record.putSpikes(job.getName(), new SpikeRecord(count, samples.encoder().steps(), step, recording.labels(),
                recording.predictions(), recording.spikes().stream().map(trains -> new SpikeRecord.LayerSpikes(trains.layer(),
                        trains.neurons(), trains.sample(), trains.step(), trains.neuron())).toList()));
        record.putMetrics(job.getName(), metrics);
    }

    private void populations(SimulateJob job, PopulationRunSpec spec) throws IOException {
        PopulationNetwork network = elaboration.populations(JobParts.network(job)).orElseThrow(() -> new JobException(
                request.model().location(job), "the network of '" + job.getName() + "' has errors; check it first"));
        inputs.populations(network);
        if (SampleStimulus.isIn(network)) {
            network = showing(job, network, seed(spec.seed()));
        }
        PopulationRun run = new PopulationRun(job.getName(), network, spec.step(), spec.time(), spec.settle(), recorded(job, spec, network),
                spec.stop(), spec.timing(), seed(spec.seed()), request.threads());
        try {
            record.putMetrics(job.getName(), run.into(record, work));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new JobException(request.model().location(job), e.getMessage());
        }
    }

    private PopulationNetwork showing(SimulateJob job, PopulationNetwork network, long seed) {
        Dataset dataset = JobParts.data(job);
        EncodedSamples samples = EncodedSamples.testing(dataSets.of(dataset, _ -> {
            // how many cells show a sample is checked there
        }, work).test(), dataSets.encoder(dataset), seed);
        try {
            return new SampleStimulus(samples).in(network);
        } catch (DataException e) {
            throw new JobException(request.model().location(job), e.getMessage());
        }
    }

    private Recorded recorded(Job job, PopulationRunSpec spec, PopulationNetwork network) {
        try {
            return Recorded.of(spec.record(), JobParts.network(job), network, spec.step());
        } catch (IllegalArgumentException e) {
            throw new JobException(request.model().location(job), e.getMessage());
        }
    }

    private Recording record(Job job, Network network, Weights weights, EncodedSamples samples, int wanted, double step) {
        int count = Math.min(wanted, samples.samples().size());
        return engines.simulator().simulate(new SimulationTask(job.getName(), network, weights, samples, 0, count, List.of(),
                request.threads(), step), work);
    }

    private void map(MapJob job) throws IOException {
        MapSpec spec = MapSpec.of(Settings.of(job));
        Dataset dataset = JobParts.data(job);
        Network network = network(job);
        Chip chip = elaboration.chip(JobParts.chip(job)).orElseThrow();
        int bits = spec.weightBits(chip);
        Weights weights = Quantisation.of(network, trained.get(JobParts.weights(job)), bits);
        Encoder encoder = dataSets.encoder(dataset);
        EncodedSamples samples = EncodedSamples.testing(data(dataset, network, job).test(), encoder, seed(spec.seed()));
        double step = spec.step();
        Recording recording = record(job, network, weights, samples, spec.samples(), step);
        MappingResult result = engines.mapper().map(new MappingTask(network, chip, bits, spec.minimise(), recording.spikes(),
                recording.labels().length, encoder.steps()), work);
        Map<String, Object> metrics = new TreeMap<>(result.metrics());
        unknown(result.chip().unknown()).forEach((estimate, causes) -> metrics.put(estimate + ".unknown", causes));
        metrics.put("test.accuracy", Evaluation.of(network, weights, samples, Loss.CROSS_ENTROPY, step, request.threads(), work)
                .accuracy());
        record.putChip(job.getName(), result.chip());
        record.putMetrics(job.getName(), metrics);
    }

    /** Costs that the chip does not say, by the estimate that leaves them out: energy or latency. */
    private static Map<String, String> unknown(List<String> costs) {
        Map<String, String> byEstimate = new TreeMap<>();
        costs.forEach(cost -> byEstimate.merge(cost.substring(0, cost.indexOf('.')), cost.substring(cost.indexOf('.') + 1),
                (first, next) -> first + ", " + next));
        return byEstimate;
    }

    private Network network(Job job) {
        return elaboration.network(JobParts.network(job)).orElseThrow(() -> new JobException(request.model().location(job),
                "the network of '" + job.getName() + "' has errors; check it first"));
    }

    /** The data of a job, which must fit its network; files are only looked into here. */
    private DataSet data(Dataset model, Network network, Job job) {
        Shape input = network.input().orElseThrow(() -> new JobException(request.model().location(job), "'" + network.name()
                + "' has no input")).shape();
        Consumer<int[]> fitting = extents -> {
            if (Arrays.stream(extents).asLongStream().reduce(1, Run::product) != input.size()) {
                throw new JobException(request.model().location(job), "samples of '" + model.getName() + "' are "
                        + Arrays.toString(extents) + ", but the input of '" + network.name() + "' is " + input);
            }
        };
        DataSet data = dataSets.of(model, fitting, work);
        fitting.accept(data.train().extents());
        fitting.accept(data.test().extents());
        int classes = network.layers().get(network.output()).shape().size();
        if (data.classes() > classes) {
            throw new JobException(request.model().location(job), "'" + model.getName() + "' has " + data.classes()
                    + " classes, but '" + network.name() + "' has only " + classes + " outputs");
        }
        return data;
    }

    /** The product, or more than any array has. */
    private static long product(long a, long b) {
        return Math.min(a * b, Integer.MAX_VALUE);
    }

    private long seed(long own) {
        return request.seed().orElse(own);
    }
}
