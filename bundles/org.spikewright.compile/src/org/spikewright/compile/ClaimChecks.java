package org.spikewright.compile;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.NumberLiteral;
import org.spikewright.model.core.Reference;
import org.spikewright.model.job.Claim;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;

/** Checks what a job expects of its metrics, and the seeds under which it does. */
final class ClaimChecks {

    private final Job job;
    private final DiagnosticSink problems;
    private final Typing typing;
    private final Figures figures;

    ClaimChecks(Job job, DiagnosticSink problems) {
        this.job = job;
        this.problems = problems;
        this.figures = new Figures(job, problems);
        this.typing = new Typing(problems, call -> figures.of(call).map(Figures.Typed::type));
    }

    void check() {
        job.getClaims().stream().filter(claim -> claim.getLeft() != null && claim.getRight() != null && claim.getOperator() != null)
                .forEach(this::claim);
        if (job.getSeeds() != null) {
            seeds(job.getSeeds());
            if (job.getClaims().isEmpty()) {
                problems.report(Code.UNUSED, "'" + job.getName() + "' runs under several seeds for what it expects, but it expects nothing; add"
                        + " for instance expect accuracy() >= 0.9", job, JobPackage.Literals.JOB__SEEDS);
            }
        }
    }

    private void claim(Claim claim) {
        List<Expression> bounds = Claims.bounds(claim);
        if (bounds.size() != (Claims.isRange(claim) ? 2 : 1)) {
            problems.report(Code.CLAIM, "'in' takes a lowest and a highest value, as in [4 Hz, 8 Hz]", claim.getRight());
            return;
        }
        EngineChecks engines = new EngineChecks(problems);
        Stream.concat(Stream.of(claim.getLeft()), bounds.stream()).forEach(term -> engines.known(term, "expect"));
        Optional<Type> left = typing.of(claim.getLeft());
        boolean isComplete = left.isPresent();
        for (Expression bound : bounds) {
            Optional<Type> right = typing.of(bound);
            isComplete &= right.isPresent() && (left.isEmpty() || comparable(claim, left.get(), bound, right.get()));
        }
        if (isComplete && metrics(claim).isEmpty()) {
            problems.report(Code.CLAIM, "nothing in this line is measured; name a metric, as in accuracy() >= 0.9", claim);
        } else if (isComplete && isKnown(claim, bounds)) {
            order(claim, bounds);
            exact(claim, left.get());
        }
    }

    /** Whether all that a claim is made of has a value once the job has run. */
    private boolean isKnown(Claim claim, List<Expression> bounds) {
        Optional<Expression> unknown = Stream.concat(Stream.of(claim.getLeft()), bounds.stream())
                .filter(term -> Claims.term(term, figures).isEmpty()).findFirst();
        unknown.ifPresent(term -> problems.report(Code.NOT_CONSTANT, "this has no value when the job has run; a line of what is expected is"
                + " made of metrics, numbers and functions such as abs", term));
        return unknown.isEmpty();
    }

    /** Whether two sides can be compared. */
    private boolean comparable(Claim claim, Type left, Expression bound, Type right) {
        if (left == Type.Simple.TEXT || right == Type.Simple.TEXT) {
            boolean areTexts = left == right && "==".equals(claim.getOperator());
            if (!areTexts) {
                problems.report(Code.CLAIM, "a text is compared with another text, by ==", claim);
            }
            return areTexts;
        }
        boolean areNumbers = left.isNumeric() && right.isNumeric();
        if (!areNumbers || !left.dimension().equals(right.dimension()) && !Typing.isZero(bound) && !Typing.isZero(claim.getLeft())) {
            problems.report(Code.WRONG_TYPE, "'" + claim.getOperator() + "' needs two quantities of the same kind, but the left is "
                    + Typing.described(left) + " and the right is " + Typing.described(right), bound);
            return false;
        }
        return true;
    }

    private void order(Claim claim, List<Expression> bounds) {
        if (Claims.isRange(claim)) {
            Formulas formulas = new Formulas(DiagnosticSink.IGNORED);
            Optional<Double> lowest = constant(bounds.getFirst(), formulas);
            Optional<Double> highest = constant(bounds.getLast(), formulas);
            if (lowest.isPresent() && highest.isPresent() && lowest.get() > highest.get()) {
                problems.report(Code.CLAIM, "nothing lies within these bounds, for the first is above the second; exchange them",
                        claim.getRight());
            }
        }
    }

    private static Optional<Double> constant(Expression bound, Formulas formulas) {
        return Claims.references(bound).anyMatch(Typing::isMetric) ? Optional.empty() : formulas.number(bound);
    }

    /** Only what is counted is the same to the last digit. */
    private void exact(Claim claim, Type left) {
        if ("==".equals(claim.getOperator()) && left != Type.Simple.TEXT) {
            String words = SourceLocator.text(claim.getLeft());
            metrics(claim).stream().filter(metric -> figures.of(metric).filter(figure -> figure.type() != Type.Simple.COUNT).isPresent())
                    .findFirst().ifPresent(metric -> problems.report(Code.CLAIM, "'" + metric.getTarget().getName() + "' is no count, so that"
                            + " it is hardly ever equal to the last digit; say within which bounds it lies, as in " + words + " in ["
                            + SourceLocator.text(claim.getRight()) + ", …]", claim));
        }
    }

    private List<Reference> metrics(Claim claim) {
        return Claims.references(claim).filter(Typing::isMetric).toList();
    }

    private void seeds(Expression seeds) {
        List<Expression> all = seeds instanceof ListLiteral list ? list.getElements() : List.of(seeds);
        if (all.isEmpty()) {
            problems.report(Code.CLAIM, "there is no seed in the list; write for instance over seeds [1, 2, 3]", seeds);
        }
        Set<Double> seen = new HashSet<>();
        for (Expression seed : all) {
            typing.expect(seed, Type.Simple.COUNT, "a seed");
            Optional<Double> value = new Formulas(DiagnosticSink.IGNORED).number(seed);
            if (value.isPresent() && !(seed instanceof NumberLiteral) && value.get() != Math.rint(value.get())
                    || value.filter(known -> Math.abs(known) > Claims.MOST_SEED).isPresent()) {
                problems.report(Code.CLAIM, "a seed is a whole number up to " + Extents.text(Claims.MOST_SEED), seed);
            } else if (value.isPresent() && !seen.add(value.get())) {
                problems.report(Code.CLAIM, "seed " + Extents.text(value.get()) + " is listed twice", seed);
            }
        }
    }
}
