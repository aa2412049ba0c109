package org.spikewright.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.spikewright.dataset.ArrayFiles;
import org.spikewright.execute.Plan;
import org.spikewright.execute.Vectors;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.job.VerifyJob;
import org.spikewright.network.Network;

/** Checks that the arrays of a verify job fit its network, as soon as their file is there. */
final class VerifyChecks {

    /** Larger files are read by the run only, so that no key waits for them. */
    private static final long LARGEST = 4 << 20;

    private final DiagnosticSink problems;

    VerifyChecks(DiagnosticSink problems) {
        this.problems = problems;
    }

    /** Where the arrays of a job are; empty if it names no file. */
    static Optional<Path> file(VerifyJob job) {
        String name = Settings.of(job).text("vectors");
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(ModelFolder.of(job).resolve(name));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    void check(VerifyJob job, Optional<Network> elaborated) {
        Optional<Path> file = file(job);
        if (file.isEmpty()) {
            problems.report(Code.JOB_INCOMPLETE, "'" + job.getName() + "' has no file of arrays to compare with; add for instance vectors \"known.npz\"",
                    job, CorePackage.Literals.NAMED__NAME);
            return;
        }
        Optional<Network> network = elaborated.filter(one -> Plan.obstacle(one).isEmpty());
        try {
            if (network.isPresent() && Files.isRegularFile(file.get()) && Files.size(file.get()) <= LARGEST) {
                Vectors.of(network.get(), ArrayFiles.read(file.get()), JobParts.weights(job) != null);
            }
        } catch (IllegalArgumentException | IOException e) {
            Optional<Expression> own = job.getSettings().stream().filter(setting -> setting.getParameter() != null
                    && "vectors".equals(setting.getParameter().getName()) && setting.getValue() != null).map(setting -> setting.getValue()).findFirst();
            String message = file.get().getFileName() + " does not go with '" + network.map(Network::name).orElse("") + "': " + e.getMessage();
            if (own.isPresent()) {
                problems.report(Code.DATA_MISMATCH, message, own.get());
            } else {
                problems.report(Code.DATA_MISMATCH, message, job, CorePackage.Literals.NAMED__NAME);
            }
        }
    }
}
