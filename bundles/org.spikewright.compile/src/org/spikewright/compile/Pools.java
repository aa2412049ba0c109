package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.spikewright.model.core.Expression;
import org.spikewright.model.network.Member;
import org.spikewright.model.network.NetworkPackage;
import org.spikewright.model.network.Part;
import org.spikewright.model.network.Pool;
import org.spikewright.model.network.PopulationGroup;
import org.spikewright.network.equation.SlotFormula;
import org.spikewright.network.population.Distances;
import org.spikewright.network.population.Ends;
import org.spikewright.network.population.Known;
import org.spikewright.network.population.Layout;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.Term;

/** Which neurons the ends of connections and drives are: populations, parts and unions of them, and groups. */
public final class Pools {

    private final DiagnosticSink problems;
    private final Draws draws;
    private final Map<org.spikewright.model.network.Population, Population> populations;

    /**
     * The pools of a network.
     *
     * @param populations those that are known so far
     */
    Pools(DiagnosticSink problems, Draws draws, Map<org.spikewright.model.network.Population, Population> populations) {
        this.problems = problems;
        this.draws = draws;
        this.populations = populations;
    }

    /** Some neurons of a population. */
    record Chosen(org.spikewright.model.network.Population population, Selection selection) {
    }

    /** The populations that some pools are made of, as the model declares them, groups looked into. */
    public static Set<org.spikewright.model.network.Population> populations(List<Pool> pools) {
        Set<org.spikewright.model.network.Population> found = new LinkedHashSet<>();
        collect(pools, found, new HashSet<>());
        return found;
    }

    private static void collect(List<Pool> pools, Set<org.spikewright.model.network.Population> found, Set<PopulationGroup> open) {
        for (Pool pool : pools) {
            for (Part part : pool.getParts()) {
                switch (part.getMember()) {
                    case org.spikewright.model.network.Population population when !population.eIsProxy() -> found.add(population);
                    case PopulationGroup group when !group.eIsProxy() && open.add(group) -> {
                        collect(group.getPools(), found, open);
                        open.remove(group);
                    }
                    case null, default -> {
                        // yet to be written, or part of itself
                    }
                }
            }
        }
    }

    /** All neurons of a group, as parts of different populations; empty if the model is wrong there. */
    Optional<List<Ends.Part>> united(PopulationGroup group) {
        return of(group.getPools(), new HashSet<>(Set.of(group))).filter(_ -> group.getName() != null)
                .map(pools -> united(pools.stream().flatMap(List::stream).toList()).stream()
                        .map(part -> new Ends.Part(part.population().getName(), part.selection())).toList());
    }

    /** Each pool as the parts of different populations that it unites, groups in their place; empty if the model is wrong there. */
    Optional<List<List<Chosen>>> of(List<Pool> pools) {
        return of(pools, new HashSet<>());
    }

    private Optional<List<List<Chosen>>> of(List<Pool> pools, Set<PopulationGroup> open) {
        List<List<Chosen>> all = new ArrayList<>();
        for (Pool pool : pools) {
            Part first = pool.getParts().isEmpty() ? null : pool.getParts().getFirst();
            if (pool.getParts().size() == 1 && first.getMember() instanceof PopulationGroup group && first.getSelected() == null) {
                Optional<List<List<Chosen>>> members = group(group, first, open);
                if (members.isEmpty()) {
                    return Optional.empty();
                }
                all.addAll(members.get());
                continue;
            }
            List<Chosen> union = new ArrayList<>();
            for (Part part : pool.getParts()) {
                Optional<List<Chosen>> chosen = part(part, open);
                if (chosen.isEmpty()) {
                    return Optional.empty();
                }
                union.addAll(chosen.get());
            }
            all.add(united(union));
        }
        return Optional.of(all);
    }

    private Optional<List<List<Chosen>>> group(PopulationGroup group, Part place, Set<PopulationGroup> open) {
        if (group.eIsProxy()) {
            return Optional.empty();
        }
        if (!open.add(group)) {
            problems.report(Code.CIRCLE, "'" + group.getName() + "' is a part of itself; leave it out", place, NetworkPackage.Literals.PART__MEMBER);
            return Optional.empty();
        }
        Optional<List<List<Chosen>>> members = of(group.getPools(), open);
        open.remove(group);
        return members;
    }

    private Optional<List<Chosen>> part(Part part, Set<PopulationGroup> open) {
        return switch (part.getMember()) {
            case PopulationGroup group when part.getSelected() != null -> {
                problems.report(Code.CONNECTION, "parts are taken of populations; write the part in the group '" + group.getName() + "'", part);
                yield Optional.empty();
            }
            case PopulationGroup group -> group(group, part, open).map(members -> members.stream().flatMap(List::stream).toList());
            case org.spikewright.model.network.Population population when populations.containsKey(population) ->
                selection(part, populations.get(population), population).map(selection -> List.of(new Chosen(population, selection)));
            case Member _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /** The parts with those of one population united. */
    private List<Chosen> united(List<Chosen> parts) {
        Map<org.spikewright.model.network.Population, List<Selection>> byPopulation = new LinkedHashMap<>();
        parts.forEach(part -> byPopulation.computeIfAbsent(part.population(), _ -> new ArrayList<>()).add(part.selection()));
        List<Chosen> united = new ArrayList<>();
        byPopulation.forEach((population, selections) -> {
            if (selections.size() == 1 || selections.contains(Selection.ALL)) {
                united.add(new Chosen(population, selections.size() == 1 ? selections.getFirst() : Selection.ALL));
                return;
            }
            Set<Integer> neurons = new TreeSet<>();
            for (Selection selection : selections) {
                for (int neuron : selection.indices(populations.get(population).size())) {
                    neurons.add(neuron);
                }
            }
            united.add(new Chosen(population, Selection.of(List.copyOf(neurons))));
        });
        return united;
    }

    private Optional<Selection> selection(Part part, Population population, org.spikewright.model.network.Population declared) {
        if (part.getSelected() == null) {
            return Optional.of(Selection.ALL);
        }
        Typing typing = new Typing(problems);
        Optional<Type> type = typing.of(part.getSelected());
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (type.get() == Type.Simple.TRUTH && part.getEnd() == null) {
            return condition(part.getSelected(), population, declared);
        }
        typing.expect(part.getSelected(), Type.Simple.COUNT, "the first neuron of a part");
        Optional<Integer> first = index(part.getSelected(), population.size() - 1, "the first neuron of a part", population);
        if (part.getEnd() == null) {
            return first.map(Selection::one);
        }
        typing.expect(part.getEnd(), Type.Simple.COUNT, "the end of a part");
        Optional<Integer> end = index(part.getEnd(), population.size(), "the end of a part, which no longer belongs to it,", population);
        if (first.isPresent() && end.isPresent() && first.get() >= end.get()) {
            problems.report(Code.CONNECTION, "this part is empty: it starts at neuron " + first.get() + " and ends before neuron " + end.get(), part);
            return Optional.empty();
        }
        return first.flatMap(from -> end.map(to -> new Selection(from, to, 1)));
    }

    private Optional<Integer> index(Expression value, int most, String what, Population population) {
        Optional<Double> number = draws.formulas().number(value);
        if (number.isPresent() && !(number.get() >= 0 && number.get() <= most && number.get() == Math.rint(number.get()))) {
            problems.report(Code.CONNECTION, what + " is a whole number up to " + most + ", since '" + population.name() + "' has " + population.size()
                    + " neurons, counted from 0; this is " + Extents.text(number.get()), value);
            return Optional.empty();
        }
        return number.map(Double::intValue);
    }

    /** The neurons for which a condition holds. */
    private Optional<Selection> condition(Expression condition, Population population, org.spikewright.model.network.Population declared) {
        Terms terms = new Terms(problems, draws.around(declared, population, population.size(), false), Map.of());
        Optional<org.spikewright.network.equation.Expression> formula = draws.formulas().where(terms).of(condition);
        if (formula.isEmpty()) {
            return Optional.empty();
        }
        List<String> symbols = List.copyOf(formula.get().symbols());
        Optional<String> unknown = symbols.stream().filter(symbol -> !(terms.all().get(symbol) instanceof Known.Index)
                && !(terms.all().get(symbol) instanceof Known.Coordinate)).findFirst();
        boolean isDrawn = symbols.stream().anyMatch(symbol -> terms.all().get(symbol) instanceof Known.Coordinate)
                && population.layout().filter(Layout.Box.class::isInstance).isPresent();
        if (unknown.isPresent() || isDrawn) {
            problems.report(Code.NOT_CONSTANT, isDrawn ? "places in a box are drawn for each run, so that a part cannot be chosen by them; use index, or"
                    + " layout grid(…)" : "which neurons a part has must be known before the run; a condition is a formula in index, position(…) and"
                            + " coordinate(…)", condition);
            return Optional.empty();
        }
        SlotFormula ready = SlotFormula.of(formula.get(), symbols);
        double[][] places = population.layout().isPresent() ? Distances.layout(population).positions(population.size(), 0, population.name()) : null;
        List<Integer> neurons = new ArrayList<>();
        for (int neuron = 0; neuron < population.size(); neuron++) {
            double[] slots = new double[symbols.size()];
            for (int k = 0; k < slots.length; k++) {
                Term term = terms.all().get(symbols.get(k));
                slots[k] = term instanceof Known.Index index ? index.of(neuron) : places[((Known.Coordinate) term).axis()][neuron];
            }
            if (ready.value(slots) > 0) {
                neurons.add(neuron);
            }
        }
        if (neurons.isEmpty()) {
            problems.report(Code.CONNECTION, "no neuron of '" + population.name() + "' meets this condition", condition);
            return Optional.empty();
        }
        return Optional.of(neurons.size() == population.size() ? Selection.ALL : Selection.of(neurons));
    }
}
