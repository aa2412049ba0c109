package org.spikewright.compile;

import java.util.Optional;
import org.spikewright.dataset.Augmentation;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Source;
import org.spikewright.dataset.Transform;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.dataset.Dataset;

/** Checks that what is done to samples stands where it can be done, and can be done to such samples. */
final class TransformChecks {

    private final DiagnosticSink problems;
    private Optional<SampleForm> form = Optional.empty();

    TransformChecks(DiagnosticSink problems) {
        this.problems = problems;
    }

    void check(Dataset dataset) {
        for (Setting setting : dataset.getSettings()) {
            if (setting.getParameter() == null || setting.getParameter().eIsProxy()) {
                continue;
            }
            switch (setting.getParameter().getName()) {
            case "read" -> Settings.references(setting).forEach(this::transform);
            case "augment" -> Settings.references(setting).forEach(this::augmentation);
            default -> {
                // about other things
            }
            }
        }
    }

    private void transform(Reference call) {
        form = value(call, Source.class).flatMap(Source::form).or(() -> form);
        value(call, Transform.class).ifPresent(transform -> {
            try {
                form = form.flatMap(transform::form);
            } catch (IllegalArgumentException e) {
                form = Optional.empty();
                problems.report(Code.DATA_MISMATCH, e.getMessage(), call);
            }
        });
        if (value(call, Augmentation.class).isPresent()) {
            problems.report(Code.NO_ENGINE, "'" + call.getTarget().getName() + "' changes a sample anew each time, which only training samples may be;"
                    + " write it behind 'augment'", call);
        }
    }

    private void augmentation(Reference call) {
        if (value(call, Transform.class).isPresent()) {
            problems.report(Code.NO_ENGINE, "'" + call.getTarget().getName() + "' changes all samples alike, also those of tests; write it behind 'read',"
                    + " as in read … -> " + call.getTarget().getName(), call);
        }
        value(call, Augmentation.class).ifPresent(augmentation -> form.ifPresent(known -> {
            try {
                augmentation.check(known);
            } catch (IllegalArgumentException e) {
                problems.report(Code.DATA_MISMATCH, e.getMessage(), call);
            }
        }));
    }

    private static <T> Optional<T> value(Reference call, Class<T> kind) {
        try {
            return Settings.value(call, kind, new Formulas(DiagnosticSink.IGNORED));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // that arguments make no value is said of them
        }
    }
}
