package org.spikewright.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.spikewright.common.Dimension;
import org.spikewright.compile.job.ClaimSpec;
import org.spikewright.compile.job.ClaimSpec.Comparison;
import org.spikewright.compile.job.ClaimSpec.Term;
import org.spikewright.compile.job.Figure;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.TextLiteral;
import org.spikewright.model.job.Claim;
import org.spikewright.model.job.Job;
import org.spikewright.network.equation.Expression;

/** What a job of a model expects of its metrics, as values without the model. */
public final class Claims {

    /** Seeds are read as numbers, which are whole up to here. */
    static final double MOST_SEED = 1L << 53;

    private Claims() {
    }

    /**
     * What a job expects; what is half-written or wrong is left out.
     */
    public static List<ClaimSpec> of(Job job) {
        return job.getClaims().stream().flatMap(claim -> of(job, claim).stream()).toList();
    }

    /** The seeds under which a job runs for what it expects; none if it takes its figures as they are. */
    public static List<Long> seeds(Job job) {
        Formulas formulas = new Formulas(DiagnosticSink.IGNORED);
        return job.getSeeds() instanceof ListLiteral list ? list.getElements().stream().flatMap(seed -> formulas.number(seed).stream())
                .map(Math::round).distinct().toList() : List.of();
    }

    /** The jobs whose figures the claims of a job can be about. */
    public static List<Job> jobs(Job claiming) {
        return Figures.jobs(claiming);
    }

    private static Optional<ClaimSpec> of(Job job, Claim claim) {
        Optional<Comparison> comparison = Arrays.stream(Comparison.values()).filter(one -> one.sign().equals(claim.getOperator())).findFirst();
        List<org.spikewright.model.core.Expression> bounds = bounds(claim);
        if (comparison.isEmpty() || bounds.size() != (isRange(claim) ? 2 : 1)) {
            return Optional.empty();
        }
        Figures figures = new Figures(job, DiagnosticSink.IGNORED);
        Typing typing = new Typing(DiagnosticSink.IGNORED, call -> figures.of(call).map(Figures.Typed::type));
        Optional<Term> value = term(claim.getLeft(), figures);
        List<Term> limits = bounds.stream().flatMap(bound -> term(bound, figures).stream()).toList();
        Dimension dimension = Stream.concat(Stream.of(claim.getLeft()), bounds.stream()).flatMap(part -> typing.of(part).stream())
                .map(Type::dimension).filter(known -> !known.isNone()).findFirst().orElse(Dimension.NONE);
        return value.filter(_ -> limits.size() == bounds.size())
                .map(left -> new ClaimSpec(SourceLocator.text(claim), SourceLocator.of(claim), comparison.get(), left, limits, dimension));
    }

    /** What is compared in a claim, as far as its left side says so. */
    public static Optional<Type> type(Claim claim) {
        if (claim.getLeft() == null || !(claim.eContainer() instanceof Job job)) {
            return Optional.empty();
        }
        Figures figures = new Figures(job, DiagnosticSink.IGNORED);
        return new Typing(DiagnosticSink.IGNORED, call -> figures.of(call).map(Figures.Typed::type)).of(claim.getLeft());
    }

    /** Whether a claim is about two bounds. */
    static boolean isRange(Claim claim) {
        return Comparison.WITHIN.sign().equals(claim.getOperator());
    }

    /** What a claim compares with. */
    static List<org.spikewright.model.core.Expression> bounds(Claim claim) {
        return isRange(claim) && claim.getRight() instanceof ListLiteral list ? new ArrayList<>(list.getElements())
                : claim.getRight() == null ? List.of() : List.of(claim.getRight());
    }

    /** All references in an element. */
    static Stream<Reference> references(EObject element) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(EcoreUtil.getAllContents(List.of(element), false), 0), false)
                .filter(Reference.class::isInstance).map(Reference.class::cast);
    }

    /** One side of a claim; empty where something in it has no value, or the job does not give it. */
    static Optional<Term> term(org.spikewright.model.core.Expression written, Figures figures) {
        if (written instanceof TextLiteral text) {
            return Optional.of(new Term.Text(text.getValue()));
        }
        if (written instanceof Reference call && isText(call, figures)) {
            return figures.of(call).map(Figures.Typed::figure).map(Term.TextOf::new);
        }
        Map<String, Figure> symbols = new HashMap<>();
        Formulas formulas = new Formulas(DiagnosticSink.IGNORED).where(new Formulas.Meaning() {
            @Override
            public boolean knows(org.spikewright.model.core.Expression part) {
                return part instanceof Reference call && Typing.isMetric(call);
            }

            @Override
            public Optional<Expression> of(org.spikewright.model.core.Expression part, Formulas here) {
                return figures.of((Reference) part).map(Figures.Typed::figure).map(figure -> {
                    symbols.put(figure.toString(), figure);
                    return Expression.symbol(figure.toString());
                });
            }
        });
        return formulas.of(written).filter(formula -> symbols.keySet().containsAll(formula.symbols()))
                .map(formula -> new Term.Number(formula, Map.copyOf(symbols)));
    }

    private static boolean isText(Reference call, Figures figures) {
        return Typing.isMetric(call) && figures.of(call).filter(figure -> figure.type() == Type.Simple.TEXT).isPresent();
    }
}
