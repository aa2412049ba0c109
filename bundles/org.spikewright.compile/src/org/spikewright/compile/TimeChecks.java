package org.spikewright.compile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.kernel.PoissonCounts;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.job.Job;
import org.spikewright.model.network.Connection;
import org.spikewright.model.network.Drive;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.Population;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.Synapse;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Level;
import org.spikewright.network.population.TimeGrid;
import org.spikewright.simulate.population.SpikeTiming;

/**
 * Finds times of a network and a job that are no whole number of the job's steps, and says what the run takes instead; and given
 * spikes that the run does not come to.
 */
final class TimeChecks {

    /** Settings that are no spans, or have checks of their own. */
    private static final Set<String> CONTINUOUS = Set.of("step", "factorTau", "time", "delay");

    /** Spans that may be 0. */
    private static final Set<String> NEAREST = Set.of("settle", "dendritic");

    private final DiagnosticSink problems;
    private final Job job;
    private final Network network;
    private final TimeGrid grid;
    private final boolean offGrid;
    private final Formulas formulas;

    /**
     * For a job that runs the populations of a network.
     *
     * @param step its time step in seconds, above 0
     */
    TimeChecks(DiagnosticSink problems, Job job, Network network, double step) {
        this.problems = problems;
        this.job = job;
        this.network = network;
        this.grid = new TimeGrid(step);
        this.offGrid = Settings.of(job).value("timing", SpikeTiming.class).filter(SpikeTiming.OFF_GRID::equals).isPresent();
        Map<Parameter, org.spikewright.network.equation.Expression> defaults = new HashMap<>();
        for (Parameter parameter : network.getParameters()) {
            number(parameter.getDefault(), new Formulas(DiagnosticSink.IGNORED).with(defaults))
                    .ifPresent(value -> defaults.put(parameter, org.spikewright.network.equation.Expression.of(value)));
        }
        this.formulas = new Formulas(DiagnosticSink.IGNORED).with(defaults);
    }

    void check() {
        run();
        rates();
        settings(JobParts.settings(job));
        network.getPopulations().forEach(this::population);
        network.getConnections().forEach(this::connection);
        network.getDrives().forEach(this::drive);
    }

    private void run() {
        Settings settings = Settings.of(job);
        settings.expression("time").ifPresent(time -> number(time, formulas).filter(seconds -> seconds > 0).ifPresent(seconds -> {
            if (grid.nearest(seconds) == 0) {
                problems.report(Code.OUT_OF_BOUNDS, "'" + job.getName() + "' runs for " + text(seconds) + ", which is less than half a step of "
                        + text(grid.step()) + "; let it run longer, or take a shorter step", here(time));
            } else {
                rounded(seconds, this::nearest, "'time'", time);
            }
        }));
    }

    /** Spikes of one step are counted one by one. */
    private void rates() {
        new Elaboration(DiagnosticSink.IGNORED).populations(network).ifPresent(made -> {
            for (org.spikewright.network.population.Population population : made.populations()) {
                if (population.cells() instanceof org.spikewright.network.population.Population.PoissonTrains(Level rate, _)) {
                    rate("'" + population.name() + "'", rate);
                }
            }
            for (org.spikewright.network.population.Drive drive : made.drives()) {
                if (drive.signal() instanceof org.spikewright.network.population.Drive.Poisson(Level rate, _, _)) {
                    rate("what drives '" + drive.target() + "'", rate);
                }
            }
        });
    }

    private void rate(String what, Level rate) {
        double most = rate.most() * grid.step();
        if (most > PoissonCounts.MOST && Double.isFinite(most)) { // what has no bound is seen as it runs
            problems.report(Code.OUT_OF_BOUNDS, what + " fires " + Extents.text(most) + " times in a step of '" + job.getName() + "'; at most "
                    + Extents.text(PoissonCounts.MOST) + " can be drawn", job, CorePackage.Literals.NAMED__NAME);
        }
    }

    /** Spans that are settings or arguments of what settings call, such as the interval of a recorder. */
    private void settings(List<Setting> settings) {
        for (Setting setting : settings) {
            if (setting.getParameter() != null && !setting.getParameter().eIsProxy() && setting.getValue() != null
                    && !CONTINUOUS.contains(setting.getParameter().getName())) {
                span(setting.getParameter(), setting.getValue(), setting.getValue());
            }
        }
    }

    /**
     * Checks a span, or those within a list or a call.
     *
     * @param place where it is written, or what has it as a default
     */
    private void span(Parameter parameter, Expression value, EObject place) {
        if (value instanceof ListLiteral list) {
            list.getElements().forEach(element -> span(parameter, element, element));
        } else if (isTime(parameter)) {
            number(value, formulas).ifPresent(seconds -> rounded(seconds, NEAREST.contains(parameter.getName()) ? this::nearest : this::atLeastOne,
                    "'" + parameter.getName() + "'", place));
        } else if (value instanceof Reference call && call.getTarget() instanceof Function) {
            spans(call);
        }
    }

    private void spans(Reference call) {
        Arguments.bind(call, DiagnosticSink.IGNORED).forEach((parameter, value) -> {
            if (value != null) {
                span(parameter, value, placeOf(value, call));
            }
        });
    }

    /** A default stands in another file. */
    private static EObject placeOf(Expression value, Reference call) {
        return value.eResource() == call.eResource() ? value : call;
    }

    private static boolean isTime(Parameter parameter) {
        return "Time".equals(parameter.getType());
    }

    private void population(Population population) {
        Reference cells = population.getNeuron();
        if (cells == null || cells.getTarget() == null || cells.getTarget().eIsProxy()) {
            return;
        }
        if (cells.getTarget() instanceof Neuron neuron) {
            if (!offGrid && neuron.getRefractory() != null) {
                refractory(neuron, cells);
            }
            return;
        }
        Arguments.bind(cells, DiagnosticSink.IGNORED).forEach((parameter, value) -> {
            if (value != null && "trains".equals(parameter.getName())) {
                spikes(value, offGrid);
            } else if (value != null && isTime(parameter)) {
                samples(parameter.getName(), value, cells);
            }
        });
    }

    /** How samples follow each other: their spikes are moved one by one. */
    private void samples(String name, Expression value, Reference cells) {
        number(value, formulas).filter(seconds -> !offGrid && !grid.holds(seconds)).ifPresent(seconds -> problems.report(Code.ROUNDED,
                "'" + name + "' of " + text(seconds) + " is no whole number of steps of '" + job.getName() + "', " + text(grid.step())
                        + ", so that each spike comes at the end of the step nearest to its time; give whole steps, or take a shorter one",
                here(placeOf(value, cells))));
    }

    private void refractory(Neuron neuron, Reference use) {
        formulas.arguments(use).flatMap(values -> number(neuron.getRefractory(), NeuronElaboration.named(neuron, formulas.with(values))))
                .ifPresent(seconds -> rounded(seconds, this::nearest, "the refractory time of '" + neuron.getName() + "'", use));
    }

    private void connection(Connection connection) {
        Settings settings = Settings.of(connection, "Connection", connection.getSettings());
        boolean isGiven = connection.getSettings().stream().anyMatch(setting -> setting.getParameter() != null && "delay".equals(setting.getParameter().getName()));
        if (!offGrid && (isGiven || !actsInEveryStep(connection, settings))) {
            settings.expression("delay").ifPresent(delay -> delay(delay, connection));
        }
        settings(connection.getSettings());
    }

    /** Whether a connection waits for no spikes, so that its synapses have no delay unless they are given one. */
    private static boolean actsInEveryStep(Connection connection, Settings settings) {
        return Pools.populations(connection.getSources()).stream().anyMatch(CouplingElaboration::isGraded)
                || settings.expression("plasticity").filter(Reference.class::isInstance).map(use -> ((Reference) use).getTarget())
                        .filter(Synapse.class::isInstance).map(Synapse.class::cast).filter(SynapseMotion::actsInEveryStep)
                        .filter(synapse -> synapse.getEvents().stream().noneMatch(SynapseElaboration::isPre)).isPresent();
    }

    private void delay(Expression delay, Connection connection) {
        EObject place = delay.eResource() == connection.eResource() ? delay : connection;
        new Draws(DiagnosticSink.IGNORED, formulas).of(delay).ifPresent(drawn -> {
            if (drawn instanceof Distribution.Constant(double seconds)) {
                rounded(seconds, this::atLeastOne, "'delay'", place);
            } else if (grid.nearest(drawn.least()) < 1) {
                problems.report(Code.ROUNDED, "delays drawn below half a step of '" + job.getName() + "' take one step, " + text(grid.step())
                        + "; draw longer ones, or take a shorter step", here(place));
            }
        });
    }

    private void drive(Drive drive) {
        if (drive.getSource() == null) {
            return;
        }
        Arguments.bind(drive.getSource(), DiagnosticSink.IGNORED).forEach((parameter, value) -> {
            if (value != null && "times".equals(parameter.getName())) {
                spikes(value, false);
            } else if (value != null && isTime(parameter) && Set.of("start", "end").contains(parameter.getName())) {
                number(value, formulas).ifPresent(seconds -> rounded(seconds, at -> grid.next(at) * grid.step(), "'" + parameter.getName() + "'", value));
            } else if (value != null) {
                span(parameter, value, placeOf(value, drive.getSource()));
            }
        });
    }

    /** Given spikes: which of them a step has to wait for, or anticipate, and which come after the end. */
    private void spikes(Expression times, boolean exact) {
        double end = ends();
        int moved = 0;
        int late = 0;
        double firstMoved = 0;
        double firstLate = 0;
        for (double seconds : numbers(times).toArray()) {
            if (seconds < 0) {
                return; // which is refused elsewhere
            }
            double taken = exact ? seconds : spike(seconds);
            if (taken > end * (1 + 1e-9)) {
                firstLate = late++ == 0 ? seconds : firstLate;
            } else if (differ(seconds, taken)) {
                firstMoved = moved++ == 0 ? seconds : firstMoved;
            }
        }
        if (moved > 0) {
            problems.report(Code.ROUNDED, "the spike at " + text(firstMoved) + others(moved) + " comes at " + text(spike(firstMoved)) + " in '"
                    + job.getName() + "', whose steps of " + text(grid.step()) + " end there; give times at the ends of steps, or take a shorter step",
                    here(times));
        }
        if (late > 0) {
            problems.report(Code.ROUNDED, "the spike at " + text(firstLate) + others(late) + " never comes, since '" + job.getName() + "' ends at "
                    + text(end) + "; let it run longer, or leave it out", here(times));
        }
    }

    private static String others(int count) {
        return count == 1 ? "" : count == 2 ? " (and another like it)" : " (and " + (count - 1) + " others like it)";
    }

    private double spike(double seconds) {
        return Math.max(1, offGrid ? grid.next(seconds) : grid.nearest(seconds)) * grid.step();
    }

    /** When the run ends, settling included; never where its times are no numbers. */
    private double ends() {
        double ends = 0;
        Set<Job> seen = new HashSet<>();
        for (Job at = job; at != null && seen.add(at); at = JobParts.continued(at)) {
            Settings settings = Settings.of(at);
            double time = settings.quantity("time").orElse(Double.POSITIVE_INFINITY);
            ends += nearest(settings.quantity("settle").orElse(0)) + (Double.isInfinite(time) ? time : nearest(time));
        }
        return isContinued() ? Double.POSITIVE_INFINITY : ends;
    }

    /** Whether another simulation of the file goes on from this one, so that what comes later comes there. */
    private boolean isContinued() {
        return job.eContainer() instanceof Model model && model.getDeclarations().stream()
                .anyMatch(other -> other instanceof Job later && later != job && JobParts.continued(later) == job);
    }

    private DoubleStream numbers(Expression value) {
        return value instanceof ListLiteral list ? list.getElements().stream().flatMapToDouble(this::numbers)
                : number(value, formulas).stream().mapToDouble(Double::doubleValue);
    }

    private static Optional<Double> number(Expression value, Formulas formulas) {
        return value == null ? Optional.empty() : formulas.number(value);
    }

    private double nearest(double seconds) {
        return grid.nearest(seconds) * grid.step();
    }

    private double atLeastOne(double seconds) {
        return grid.atLeastOne(seconds) * grid.step();
    }

    private boolean differ(double seconds, double taken) {
        return Math.abs(seconds - taken) > 2e-6 * grid.step();
    }

    private void rounded(double seconds, DoubleUnaryOperator run, String what, EObject place) {
        double taken = run.applyAsDouble(seconds);
        if (differ(seconds, taken) && seconds >= 0 && Double.isFinite(taken)) {
            problems.report(Code.ROUNDED, what + " of " + text(seconds) + " is taken as " + text(taken) + " by '" + job.getName()
                    + "', whose step is " + text(grid.step()) + "; give whole steps, or take a shorter one", here(place));
        }
    }

    /** The place if it is in the job's file, else the job. */
    private EObject here(EObject place) {
        return place.eResource() == job.eResource() ? place : job;
    }

    static String text(double seconds) {
        return new BigDecimal(seconds * 1e3).round(new MathContext(9, RoundingMode.HALF_EVEN)).stripTrailingZeros().toPlainString() + " ms";
    }
}
