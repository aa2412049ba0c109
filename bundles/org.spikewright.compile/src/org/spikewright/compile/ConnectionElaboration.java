package org.spikewright.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.network.Connection;
import org.spikewright.model.network.NetworkPackage;
import org.spikewright.model.network.Receiver;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Synapse;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Ends;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.SynapseProgram;

/** Makes the projections of a connection: one for each pair of populations and each input that its synapses reach. */
final class ConnectionElaboration {

    private static final String DELAY = "delay";
    private static final String DENDRITIC = "dendritic";
    private static final String PLASTICITY = "plasticity";
    private static final String TOTAL = "total";

    private final DiagnosticSink problems;
    private final Connection connection;
    private final String network;
    private final Map<org.spikewright.model.network.Population, Population> populations;
    private final Draws draws;
    private final Receptors receptors;
    private final EngineChecks engines;
    private final UnaryOperator<String> names;
    private final List<Projection> made = new ArrayList<>();

    /**
     * A connection of a network.
     *
     * @param names makes names unique within the network
     */
    ConnectionElaboration(DiagnosticSink problems, Connection connection, String network,
            Map<org.spikewright.model.network.Population, Population> populations, Draws draws, UnaryOperator<String> names) {
        this.problems = problems;
        this.connection = connection;
        this.network = network;
        this.populations = populations;
        this.draws = draws;
        this.receptors = new Receptors(problems, populations, draws);
        this.engines = new EngineChecks(problems);
        this.names = names;
    }

    /** A pool of neurons on either side. */
    private record Between(List<Pools.Chosen> sources, List<Pools.Chosen> targets, Around.Cell cell) {

        int size(List<Pools.Chosen> side, Map<org.spikewright.model.network.Population, Population> populations) {
            return (int) Math.min(Integer.MAX_VALUE, side.stream().mapToLong(part -> part.selection().count(populations.get(part.population()).size())).sum());
        }

        /** Whether the rule draws from all of one population to all of another, for one input. */
        boolean isPlain() {
            return isWhole(sources) && isWhole(targets);
        }

        private static boolean isWhole(List<Pools.Chosen> side) {
            return side.size() == 1 && side.getFirst().selection().equals(org.spikewright.network.population.Selection.ALL);
        }
    }

    /** The projections; empty if something is wrong, which is reported. */
    Optional<List<Projection>> projections() {
        Settings.check(connection.getSettings(), problems);
        connection.getReceivers().forEach(receiver -> Settings.check(receiver.getSettings(), problems));
        if (connection.getRule() != null) {
            new Typing(problems).expect(connection.getRule(), Type.CONNECTIVITY, "what follows 'by'");
            engines.known(connection.getRule(), "by");
        }
        engines.known(connection.getSettings());
        Pools pools = new Pools(problems, draws, populations);
        Optional<List<List<Pools.Chosen>>> sources = pools.of(connection.getSources());
        Optional<List<List<Pools.Chosen>>> targets = pools.of(connection.getTargets());
        if (sources.isEmpty() || targets.isEmpty() || connection.getRule() == null) {
            return Optional.empty();
        }
        boolean complete = true;
        for (int s = 0; s < sources.get().size(); s++) {
            for (int t = 0; t < targets.get().size(); t++) {
                problems.proceed();
                Between between = new Between(sources.get().get(s), targets.get().get(t),
                        new Around.Cell(t, targets.get().size(), s, sources.get().size()));
                complete &= isEmpty(between) || between(between);
            }
        }
        return complete ? Optional.of(made) : Optional.empty();
    }

    /** Whether a place of a table says that a pair has no synapses: there is then nothing to make. */
    private boolean isEmpty(Between between) {
        if (between.cell().rows() * between.cell().columns() == 1) {
            return false;
        }
        return switch (rule(draws.at(around(between, between.sources().getFirst(), between.targets().getFirst()))).orElse(null)) {
            case ConnectionRule.FixedTotal(long total, _) -> total == 0;
            case ConnectionRule.PairwiseProbability(Distribution probability, _) -> probability.equals(Distribution.of(0));
            case ConnectionRule.FixedInDegree(Distribution degree, _) -> degree.equals(Distribution.of(0));
            case ConnectionRule.FixedOutDegree(Distribution degree, _) -> degree.equals(Distribution.of(0));
            case null, default -> false;
        };
    }

    private boolean between(Between between) {
        String graph = null;
        boolean isShared = !between.isPlain() || !connection.getReceivers().isEmpty();
        boolean complete = true;
        for (Pools.Chosen source : between.sources()) {
            for (Pools.Chosen target : between.targets()) {
                String name = names.apply(source.population().getName() + "->" + target.population().getName());
                graph = graph == null ? name : graph;
                Optional<Ends> ends = isShared ? Optional.of(new Ends(graph, parts(between.sources()), parts(between.targets()))) : Optional.empty();
                complete &= keep(projection(between, source, target, name, ends, Optional.empty()));
                for (Receiver receiver : connection.getReceivers()) {
                    complete &= keep(projection(between, source, target,
                            names.apply(source.population().getName() + "->" + target.population().getName()), ends, Optional.of(receiver)));
                }
            }
        }
        return complete;
    }

    private boolean keep(Optional<Projection> projection) {
        projection.ifPresent(made::add);
        return projection.isPresent();
    }

    private static List<Ends.Part> parts(List<Pools.Chosen> side) {
        return side.stream().map(part -> new Ends.Part(part.population().getName(), part.selection())).toList();
    }

    private Optional<Projection> projection(Between between, Pools.Chosen source, Pools.Chosen target, String name, Optional<Ends> ends,
            Optional<Receiver> receiver) {
        Population from = populations.get(source.population());
        Population to = populations.get(target.population());
        EObject place = receiver.<EObject>map(one -> one).orElse(connection);
        Optional<Input> input = receptors.input(target.population(), receiver.map(Receiver::getInput).orElse(connection.getInput()), place);
        if (from == null || to == null || input.isEmpty()) {
            return Optional.empty();
        }
        Around around = around(between, source, target);
        Optional<ConnectionRule> rule = rule(draws.at(around));
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        Draws values = draws.at(listed(around, rule.get()));
        Settings settings = Settings.of(connection, "Connection", connection.getSettings());
        List<Setting> own = receiver.map(Receiver::getSettings).orElse(connection.getSettings());
        Settings nearest = receiver.map(one -> Settings.of(one, "Receiver", own)).orElse(settings);
        Optional<Reference> continuous = settings.expression(PLASTICITY).filter(Reference.class::isInstance).map(Reference.class::cast)
                .filter(use -> use.getTarget() instanceof Synapse synapse && SynapseMotion.actsInEveryStep(synapse));
        Optional<Reference> still = continuous.filter(use -> CouplingElaboration.isStill((Synapse) use.getTarget()));
        boolean hearsSpikes = continuous.filter(use -> ((Synapse) use.getTarget()).getEvents().stream().anyMatch(SynapseElaboration::isPre)).isPresent();
        boolean isGraded = CouplingElaboration.isGraded(source.population());
        CouplingElaboration couplings = new CouplingElaboration(problems, connection, source.population(), target.population());
        boolean isCoupled = still.isPresent() || isGraded && continuous.isEmpty();
        Optional<Type> unit = continuous.flatMap(ConnectionElaboration::weight)
                .or(() -> isGraded ? couplings.weight(input.get()) : Type.of(input.get().getType()));
        String what = "'weight'" + (isGraded && continuous.isEmpty() ? ", which makes the output of '" + source.population().getName() + "' into" : " into")
                + " '" + input.get().getName() + "'" + (isGraded && continuous.isEmpty() ? "," : "");
        Optional<Distribution> weight = receptors.weight(values, nearest, settings, own, input.get(), unit, what, place);
        boolean isGivenDelay = Stream.concat(own.stream(), connection.getSettings().stream())
                .anyMatch(setting -> setting.getParameter() != null && DELAY.equals(setting.getParameter().getName()));
        Optional<Distribution> delay = (continuous.isPresent() || isGraded) && !hearsSpikes && !isGivenDelay ? Optional.of(Distribution.of(0))
                : nearest.expression(DELAY).or(() -> settings.expression(DELAY)).flatMap(value -> delay(value, values));
        if (isGraded && continuous.isEmpty() && settings.expression(PLASTICITY).isPresent()) {
            problems.report(Code.SYNAPSE, "'" + source.population().getName() + "' never spikes, so that this synapse would neither send nor learn;"
                    + " leave it out, or use one whose output reads a quantity of source", settings.expression(PLASTICITY).get());
            return Optional.empty();
        }
        Optional<Optional<SynapseProgram>> plasticity = isCoupled ? Optional.of(Optional.empty()) : plasticity(settings, values, source.population(), target.population())
                .flatMap(learning -> normalised(learning, settings, input.get(), values));
        continuous.ifPresent(use -> couplings.unit((Synapse) use.getTarget(), use, input.get()));
        Optional<Coupling> coupling = still.flatMap(use -> couplings.of((Synapse) use.getTarget(), use, values))
                .or(() -> isGraded && continuous.isEmpty() ? couplings.graded(from) : Optional.empty());
        if (weight.isEmpty() || delay.isEmpty() || plasticity.isEmpty() || isCoupled && coupling.isEmpty()) {
            return Optional.empty();
        }
        if (plasticity.get().isPresent() && !connection.getReceivers().isEmpty()) {
            problems.report(Code.SYNAPSE, "synapses that reach several inputs cannot learn; write a connection for each input", connection,
                    NetworkPackage.Literals.CONNECTION__RECEIVERS);
            return Optional.empty();
        }
        if (receiver.isEmpty()) {
            engines.unread(connection.getSettings(), settings, "of a connection without plasticity");
        }
        Projection projection = new Projection(name, from.name(), to.name(), input.get().getName(), rule.get(), weight.get(), delay.get(),
                plasticity.get(), ends, coupling);
        try {
            PopulationNetwork alone = new PopulationNetwork(network, List.copyOf(populations.values()), List.of(projection), List.of());
            long synapses = alone.synapses(alone.projections().getFirst()).expected();
            if (synapses > Integer.MAX_VALUE) {
                problems.report(Code.EXTENT, "this connection makes " + Extents.text(synapses) + " synapses; one can have " + Extents.text(Integer.MAX_VALUE)
                        + " at most; connect fewer neurons, or with a lower probability or in-degree", connection, NetworkPackage.Literals.CONNECTION__RULE);
                return Optional.empty();
            }
            return Optional.of(alone.projections().getFirst());
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), connection, NetworkPackage.Literals.CONNECTION__RULE);
            return Optional.empty();
        }
    }

    /** What values of synapses can ask for. */
    private Around around(Between between, Pools.Chosen source, Pools.Chosen target) {
        Population from = populations.get(source.population());
        Population to = populations.get(target.population());
        return Around.synapses(draws.site(source.population(), from), draws.site(target.population(), to),
                between.size(between.sources(), populations), between.size(between.targets(), populations), OptionalInt.empty(),
                "one value for all is needed here", between.cell());
    }

    /** How many values a list of weights or delays needs. */
    private static Around listed(Around around, ConnectionRule rule) {
        int sources = around.sources().getAsInt();
        int targets = around.targets().getAsInt();
        OptionalInt items = switch (rule) {
            case ConnectionRule.Listed listed -> OptionalInt.of(listed.sources().length);
            case ConnectionRule.OneToOne() -> OptionalInt.of(targets);
            case ConnectionRule.AllToAll(boolean autapses) when autapses && (long) sources * targets <= Integer.MAX_VALUE -> OptionalInt.of(sources * targets);
            default -> OptionalInt.empty();
        };
        return new Around(around.neuron(), around.source(), around.target(), around.sources(), around.targets(), items,
                "values one by one need a rule that says which synapses there are: listed(…), oneToOne or all; write a formula, or draw them", false,
                around.cell(), around.share());
    }

    /** A list in a rule is of degrees: one for each neuron that sends, or for each that receives. */
    private Around degrees(Around around) {
        boolean isOutgoing = connection.getRule().getTarget() != null && "fixedOutdegree".equals(connection.getRule().getTarget().getName());
        return new Around(around.neuron(), around.source(), around.target(), around.sources(), around.targets(),
                isOutgoing ? around.sources() : around.targets(), "", false, around.cell(), around.share());
    }

    private Optional<ConnectionRule> rule(Draws values) {
        try {
            return Settings.value(connection.getRule(), ConnectionRule.class, values.at(degrees(values.around())));
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), connection, NetworkPackage.Literals.CONNECTION__RULE);
            return Optional.empty();
        }
    }

    /** A delay whose bounds depend on where its synapse is could not be checked before. */
    private Optional<Distribution> delay(Expression value, Draws values) {
        Optional<Distribution> delay = values.of(value);
        Bounds bounds = new Bounds(problems);
        if (delay.isPresent() && bounds.dependsOnPlace(value)) {
            Settings.schema(connection, "Connection").stream().flatMap(schema -> schema.getParameters().stream())
                    .filter(parameter -> DELAY.equals(parameter.getName())).findFirst()
                    .ifPresent(parameter -> bounds.check(delay.get(), parameter, "'" + DELAY + "'", value));
        }
        return delay;
    }

    /** The unit of the weight of a synapse that acts in every step. */
    private static Optional<Type> weight(Reference use) {
        return ((Synapse) use.getTarget()).getStates().stream().filter(state -> SynapseProgram.WEIGHT.equals(state.getName())).findFirst()
                .flatMap(state -> Type.of(state.getType()));
    }

    private Optional<Optional<SynapseProgram>> plasticity(Settings settings, Draws values, org.spikewright.model.network.Population source,
            org.spikewright.model.network.Population target) {
        Optional<Expression> plasticity = settings.expression(PLASTICITY);
        if (plasticity.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        if (!(plasticity.get() instanceof Reference use) || !(use.getTarget() instanceof Synapse)) {
            return Optional.empty();
        }
        Optional<org.spikewright.model.network.Population> factor = settings.expression("factor").filter(Reference.class::isInstance)
                .map(reference -> ((Reference) reference).getTarget()).filter(populations::containsKey)
                .map(org.spikewright.model.network.Population.class::cast);
        if (factor.isPresent() && !isFactor((Synapse) use.getTarget(), factor.get(), settings.expression("factor").get())) {
            return Optional.empty();
        }
        return new SynapseElaboration(problems.at(use), new SynapseReads(problems, source, target, factor)).program(use, values,
                factor.map(population -> new SynapseProgram.Modulator(population.getName(), settings.quantity("factorTau").orElse(Double.MAX_VALUE), 1)))
                .flatMap(rule -> behind(rule, settings, values)).map(Optional::of);
    }

    /** A rule with the part of the delay that lies behind the synapse. */
    private Optional<SynapseProgram> behind(SynapseProgram rule, Settings settings, Draws values) {
        double dendritic = settings.quantity(DENDRITIC).orElse(0.0);
        if (dendritic == 0) {
            return Optional.of(rule);
        }
        Expression place = settings.expression(DENDRITIC).get();
        if (!rule.course().isEmpty() || rule.reads().stream().anyMatch(value -> value.side() != SynapseProgram.Side.SHARED)) {
            problems.report(Code.SYNAPSE, "'" + rule.name() + "' reads quantities of its neurons or moves in every step, and what it reads would be of"
                    + " another time; leave '" + DENDRITIC + "' out", place);
            return Optional.empty();
        }
        Optional<Distribution> delay = settings.expression(DELAY).flatMap(values::of);
        if (delay.filter(all -> all.least() < dendritic * (1 - 1e-9)).isPresent()) {
            problems.report(Code.CONNECTION, "'" + DENDRITIC + "' is a part of the delay, and some delays are shorter; take less, or a longer delay", place);
            return Optional.empty();
        }
        return Optional.of(rule.behind(dendritic));
    }

    /** Whether a population can be the factor of a synapse: what is counted must spike, and what is read must be of one neuron. */
    private boolean isFactor(Synapse synapse, org.spikewright.model.network.Population factor, Expression place) {
        boolean counts = synapse.getInputs().stream().anyMatch(input -> !SynapseReads.isRead(input));
        boolean reads = synapse.getInputs().stream().anyMatch(input -> SynapseReads.FACTOR.equals(input.getSide()));
        Optional<String> hindrance = Optional.empty();
        if (counts && CouplingElaboration.isGraded(factor)) {
            hindrance = Optional.of("'" + factor.getName() + "' never spikes, and '" + synapse.getName() + "' counts its spikes; let its input be a quantity of"
                    + " that neuron, as in input reward : Real of factor level");
        } else if (reads && populations.get(factor).size() != 1) {
            hindrance = Optional.of("'" + synapse.getName() + "' reads a quantity of one neuron that all synapses share, and '" + factor.getName() + "' has "
                    + populations.get(factor).size() + "; let one neuron hear them, and name that");
        } else if (!counts && !reads) {
            hindrance = Optional.of("'" + synapse.getName() + "' has no input that a factor could be; leave factor out, or give it one, as in input reward : Real");
        }
        hindrance.ifPresent(reason -> problems.report(Code.SYNAPSE, reason, place));
        return hindrance.isEmpty();
    }

    /** A rule with what keeps the sum of its weights, which has the unit of the input that they reach, if the connection says so. */
    private Optional<Optional<SynapseProgram>> normalised(Optional<SynapseProgram> rule, Settings settings, Input input, Draws values) {
        Optional<Expression> normalisation = settings.expression("normalisation");
        if (normalisation.isEmpty()) {
            return Optional.of(rule);
        }
        if (rule.isEmpty()) {
            problems.report(Code.NOT_NORMALISED, "the weights of this connection stay as they are, since it has no plasticity; there is"
                    + " nothing to normalise", normalisation.get());
            return Optional.empty();
        }
        if (!(normalisation.get() instanceof Reference use)) {
            return Optional.empty();
        }
        Type.of(input.getType()).ifPresent(type -> Optional.ofNullable(Arguments.byName(use).get(TOTAL))
                .ifPresent(total -> new Typing(problems).expect(total, type, "'" + TOTAL + "' into '" + input.getName() + "'")));
        try {
            return Settings.value(use, SynapseProgram.Normalisation.class, values).map(found -> rule.map(one -> one.normalised(found)));
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), use);
            return Optional.empty();
        }
    }
}
