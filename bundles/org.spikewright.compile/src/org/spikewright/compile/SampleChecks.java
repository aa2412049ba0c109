package org.spikewright.compile;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.spikewright.compile.job.DataSettings;
import org.spikewright.compile.job.DataSpec;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Source;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Setting;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;
import org.spikewright.train.Loss;

/** Checks that the samples of a data set fit the network of a job. */
final class SampleChecks {

    /** Samples that engines run together. */
    private static final int TOGETHER = 8;

    private final DiagnosticSink problems;

    SampleChecks(DiagnosticSink problems) {
        this.problems = problems;
    }

    /** Checks that a job's samples fit its network, as far as that is known before they are read. */
    void fit(Job job, Optional<Network> elaborated) {
        Dataset dataset = JobParts.data(job);
        if (dataset == null || dataset.eIsProxy() || elaborated.filter(network -> !network.inputs().isEmpty()).isEmpty()) {
            return;
        }
        Network network = elaborated.get();
        EStructuralFeature place = job.getData() == null ? CorePackage.Literals.NAMED__NAME : JobPackage.Literals.JOB__DATA;
        fields(job, dataset, network, place);
        length(job, dataset, network, place);
        new EngineChecks((code, message, _, _) -> problems.report(code, "in '" + dataset.getName() + "': " + message, job, place))
                .data(dataset);
        samples(job, dataset, network, place);
        enough(job, dataset);
        steps(job, dataset, place);
        drawn(job, dataset, place);
        validated(job, dataset);
    }

    /** A training that chooses by validation samples needs some. */
    private void validated(Job job, Dataset dataset) {
        Settings settings = Settings.of(job);
        if (job instanceof TrainJob && Settings.of(dataset, "Dataset", dataset.getSettings()).count("validation").orElse(0) == 0) {
            job.getSettings().stream().filter(setting -> setting.getParameter() != null && (settings.truth("best")
                    && "best".equals(setting.getParameter().getName()) || settings.count("patience").orElse(0) > 0
                    && "patience".equals(setting.getParameter().getName())))
                    .forEach(setting -> problems.report(Code.JOB_INCOMPLETE, "'" + setting.getParameter().getName() + "' goes by validation samples, of"
                            + " which '" + dataset.getName() + "' sets none aside; add there, for instance, 'validation 100'", setting.getValue()));
        }
    }

    /** Samples that are drawn are kept in one array. */
    private void drawn(Job job, Dataset dataset, EStructuralFeature place) {
        Settings settings = Settings.of(dataset, "Dataset", dataset.getSettings());
        form(source(dataset).filter(source -> source.folder().isEmpty())).map(SampleForm::extents).ifPresent(sample -> {
            double size = Arrays.stream(sample).asDoubleStream().reduce(1, (a, b) -> a * b);
            for (String part : List.of("train", "test")) {
                settings.count(part).stream().filter(count -> count * size > Integer.MAX_VALUE).findFirst()
                        .ifPresent(count -> problems.report(Code.EXTENT, "in '" + dataset.getName() + "': '" + part + "' asks for "
                                + Extents.text(count) + " samples of " + Extents.text(size) + " values; " + Extents.MOST, job, place));
            }
        });
    }

    /** A job that says how many test samples it takes must find as many, if the data set says how many there are. */
    private void enough(Job job, Dataset dataset) {
        OptionalLong there = Settings.of(dataset, "Dataset", dataset.getSettings()).count("test");
        for (Setting setting : job.getSettings()) {
            if (setting.getParameter() != null && "samples".equals(setting.getParameter().getName()) && there.isPresent()) {
                new Formulas(DiagnosticSink.IGNORED).number(setting.getValue()).filter(wanted -> wanted > there.getAsLong())
                        .ifPresent(wanted -> problems.report(Code.OUT_OF_BOUNDS, "'" + job.getName() + "' takes " + Extents.text(wanted)
                                + " test samples, but '" + dataset.getName() + "' has " + there.getAsLong() + "; take fewer, or make 'test' larger",
                                setting.getValue()));
            }
        }
    }

    /** What is known of samples before they are read. */
    private void samples(Job job, Dataset dataset, Network network, EStructuralFeature place) {
        Optional<Source> source = source(dataset);
        form(source).ifPresent(form -> encoder(dataset).ifPresent(encoder -> encoded(form, encoder, job, dataset, network, place)));
        Shape output = network.layers().get(network.output()).shape();
        source.map(Source::classes).filter(classes -> classes.isPresent() && classes.getAsInt() > output.size())
                .ifPresent(classes -> problems.report(Code.DATA_MISMATCH, "'" + dataset.getName() + "' has " + classes.getAsInt()
                        + " classes, but the output of '" + network.name() + "' is " + output, job, place));
    }

    /** A training whose time goes otherwise than that of its data. */
    private void steps(Job job, Dataset dataset, EStructuralFeature place) {
        OptionalDouble step = Settings.of(job).quantity("step");
        if (job instanceof TrainJob && step.isPresent() && encoder(dataset).filter(Encoder::isTimed).isPresent()) {
            source(dataset).map(Source::interval).filter(OptionalDouble::isPresent).map(OptionalDouble::getAsDouble)
                    .filter(interval -> Math.abs(interval - step.getAsDouble()) > 1e-9 * interval)
                    .ifPresent(interval -> problems.report(Code.OTHER_STEPS, "a step of '" + job.getName() + "' is " + TimeChecks.text(step.getAsDouble())
                            + ", but one of '" + dataset.getName() + "' " + TimeChecks.text(interval) + "; write step " + TimeChecks.text(interval)
                            + " in the job", job, place));
        }
    }

    private void encoded(SampleForm form, Encoder encoder, Job job, Dataset dataset, Network network, EStructuralFeature place) {
        List<Layer> receiving = network.inputs();
        Shape sample = Shape.of(form.extents());
        try {
            encoder.check(form);
            int inputs = encoder.inputs(form.size(0));
            if (inputs != network.received()) {
                problems.report(Code.DATA_MISMATCH, "samples of '" + dataset.getName() + "' are " + sample
                        + (inputs == form.size(0) ? "" : ", encoded as " + inputs + " inputs") + ", but the " + (receiving.size() == 1
                                ? "input of '" + network.name() + "' is " + receiving.getFirst().shape()
                                : "inputs of '" + network.name() + "' take " + network.received() + " values"), job, place);
            }
        } catch (DataException | IllegalArgumentException e) {
            problems.report(Code.DATA_MISMATCH, "'" + dataset.getName() + "' cannot be encoded: " + e.getMessage(), job, place);
        }
    }

    /** What samples are like, where that is known before they are read; transforms that do not fit are said where they stand. */
    private static Optional<SampleForm> form(Optional<Source> source) {
        try {
            return source.flatMap(Source::form);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Source> source(Dataset dataset) {
        try {
            Settings settings = Settings.of(dataset, "Dataset", dataset.getSettings());
            return settings.value("read", Source.class).isPresent() ? Optional.of(DataSettings.source(settings)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // an argument is out of its bounds, which is said where it stands
        }
    }

    /** The values of a layer over all steps of the samples that run together must fit into one array. */
    private void length(Job job, Dataset dataset, Network network, EStructuralFeature place) {
        OptionalInt steps = steps(dataset);
        Layer widest = network.layers().stream().max(Comparator.comparingInt(layer -> layer.shape().size())).orElseThrow();
        if (steps.isPresent() && (double) TOGETHER * steps.getAsInt() * widest.shape().size() > Integer.MAX_VALUE) {
            problems.report(Code.EXTENT, Extents.text(steps.getAsInt()) + " steps of the " + Extents.text(widest.shape().size())
                    + " values of '" + widest.name() + "', for " + TOGETHER + " samples at a time, are too many; " + Extents.MOST
                    + "; take fewer steps", job, place);
        }
    }

    private static OptionalInt steps(Dataset dataset) {
        return encoder(dataset).map(encoder -> OptionalInt.of(encoder.steps())).orElse(OptionalInt.empty());
    }

    private static Optional<Encoder> encoder(Dataset dataset) {
        try {
            return Settings.of(dataset, "Dataset", dataset.getSettings()).value("encode", Encoder.class);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // an argument is out of its bounds, which is said where it stands
        }
    }

    /** What a data set says about its samples holds for the network's inputs and output, and its source has it. */
    private void fields(Job job, Dataset dataset, Network network, EStructuralFeature place) {
        List<DataSpec.Part> parts = Elaborations.fields(dataset);
        for (DataSpec.Part part : parts) {
            Shape there = part.isLabel() ? network.layers().get(network.output()).shape() : network.inputs().getFirst().shape();
            boolean isOnly = network.inputs().size() == 1 && parts.stream().filter(DataSpec.Part::isInput).count() == 1;
            if (isOnly && part.isInput() && part.shape().size() != there.size()
                    || part.isLabel() && part.shape().size() > there.size()) {
                problems.report(Code.DATA_MISMATCH, "'" + part.name() + "' of '" + dataset.getName() + "' is " + part.shape()
                        + ", but the " + (part.isLabel() ? "output" : "input") + " of '" + network.name() + "' is " + there, job, place);
            }
        }
        try {
            if (isMade(dataset)) {
                DataSpec data = Elaborations.of(dataset).data(dataset);
                Source.Fields wanted = data.fields(network);
                data.obstacle(wanted).ifPresent(obstacle -> problems.report(Code.NO_ENGINE, "in '" + dataset.getName() + "': " + obstacle, job, place));
                wanted.target().ifPresent(target -> answered(job, dataset, target, network, place));
            }
        } catch (IllegalArgumentException e) {
            problems.report(Code.DATA_MISMATCH, e.getMessage(), job, place);
        }
    }

    /** Numbers that are right go with losses that compare with numbers, and with jobs that need no classes. */
    private void answered(Job job, Dataset dataset, Source.Field target, Network network, EStructuralFeature place) {
        String what = "'" + dataset.getName() + "' gives numbers as what is right, '" + target.name() + "', and no classes";
        if (job instanceof MapJob || job instanceof SimulateJob) {
            problems.report(Code.NO_ENGINE, "no engine does this with samples without classes yet: " + what, job, place);
        } else if (job instanceof TrainJob) {
            Optional<Loss> loss = loss(job);
            Layer output = network.layers().get(network.output());
            if (loss.isPresent() && loss.get().distance().isPresent() && target.size() != output.shape().size()) {
                problems.report(Code.DATA_MISMATCH, "'" + target.name() + "' of '" + dataset.getName() + "' has " + target.size()
                        + " numbers, but the output of '" + network.name() + "' is " + output.shape(), job, place);
            }
            Optional<Setting> own = job.getSettings().stream().filter(setting -> setting.getParameter() != null
                    && "loss".equals(setting.getParameter().getName())).findFirst();
            if (loss.isPresent() && loss.get().distance().isEmpty()) {
                String message = "this loss compares with classes, but " + what + "; take meanSquaredError, meanAbsoluteError or huber";
                if (own.isPresent()) {
                    problems.report(Code.NO_ENGINE, message, own.get().getValue());
                } else {
                    problems.report(Code.NO_ENGINE, message, job, CorePackage.Literals.NAMED__NAME);
                }
            }
        }
    }

    private static Optional<Loss> loss(Job job) {
        try {
            return Settings.of(job).value("loss", Loss.class);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // an argument is out of its bounds, which is said where it stands
        }
    }

    private static boolean isMade(Dataset dataset) {
        try {
            Elaborations.of(dataset).data(dataset);
            return true;
        } catch (IllegalArgumentException _) {
            return false; // what is missing or wrong is said where it is
        }
    }

    /** Whether what is right for the samples of a job are numbers. */
    static boolean areNumbers(Job job) {
        Dataset dataset = JobParts.data(job);
        return dataset != null && !dataset.eIsProxy() && Elaborations.fields(dataset).stream().anyMatch(DataSpec.Part::isTarget)
                && Elaborations.fields(dataset).stream().noneMatch(DataSpec.Part::isLabel);
    }

    /** Whether samples come into a network as spikes; otherwise as values. */
    static boolean areSpikes(Dataset dataset) {
        return dataset != null && !dataset.eIsProxy() && encoder(dataset).filter(encoder -> !encoder.valued()).isPresent();
    }
}
