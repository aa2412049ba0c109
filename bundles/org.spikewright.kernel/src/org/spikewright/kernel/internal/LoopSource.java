package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.Lanes;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;

/**
 * Writes loops as methods of a Java class: neurons outside, time inside, so that what is carried stays in registers through the
 * steps; a step too long for the registers, or for the Java compiler, has several methods.
 */
final class LoopSource {

    /**
     * Operations beyond which a step is cut into stages. The Java compiler gives up on longer vector code and leaves every vector
     * on the heap, which is many times slower than scalars; and it leaves methods beyond 8000 bytes alone.
     */
    private static final int MOST_IN_VECTORS = 150;
    private static final int MOST_IN_SCALARS = 600;

    /** Neurons that go through all stages together, a multiple of {@link PointKernel#BLOCK}: few, so that slots stay in the cache. */
    private static final int STRIP = 128;

    private final SourceText text;
    private final Names names;
    private final boolean vectorised;
    private final Dialect dialect;
    /** Names of vectors of one number in the method that is being written, by the literal. */
    private final Map<String, String> numbers = new LinkedHashMap<>();

    LoopSource(SourceText text, Names names, boolean vectorised) {
        this.text = text;
        this.names = names;
        this.vectorised = vectorised;
        this.dialect = vectorised ? new VectorDialect(names, this::number) : new ScalarDialect(names);
    }

    /** A vector of one number, by its literal, made outside of the loop that uses it. */
    private String number(String literal) {
        return numbers.computeIfAbsent(literal, _ -> "c" + numbers.size());
    }

    /** What a class of vectors starts with. */
    static void imports(SourceText text) {
        text.line("import jdk.incubator.vector.FloatVector;");
        text.line("import jdk.incubator.vector.IntVector;");
        text.line("import jdk.incubator.vector.VectorOperators;");
        text.line("import jdk.incubator.vector.VectorSpecies;");
        text.line("");
    }

    /** Constants of a class of vectors. */
    static void species(SourceText text, Lanes lanes) {
        text.line("private static final VectorSpecies<Float> SPECIES = FloatVector." + lanes.species() + ";");
        text.line("private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);");
        text.line("");
    }

    /** The functions that loops call. */
    static void functions(SourceText text, boolean scalars, List<Loop> loops, boolean vectors) {
        if (scalars) {
            text.line("");
            FloatFunctions.SCALAR.lines().forEach(text::line);
        }
        if (vectors && loops.stream().flatMap(loop -> loop.formulas().stream()).anyMatch(LoopSource::each)) {
            text.line("");
            FloatFunctions.EACH.lines().forEach(text::line);
        }
    }

    private static boolean each(Expression formula) {
        return switch (formula) {
            case Expression.Constant _, Expression.Symbol _ -> false;
            case Expression.Binary binary -> binary.operator() == Expression.Operator.POWER || each(binary.left()) || each(binary.right());
            case Expression.Call call -> Set.of(Function.LOG, Function.SIN, Function.COS).contains(call.function())
                    || call.arguments().stream().anyMatch(LoopSource::each);
        };
    }

    /** Whether a step is cut into stages. */
    boolean isStaged(Loop loop) {
        return loop.adaptive().isEmpty() && loop.operations() > (vectorised ? MOST_IN_VECTORS : MOST_IN_SCALARS);
    }

    /** Writes a method that runs all steps of the neurons {@code from} to {@code to}, and what it calls. */
    void method(Loop loop) {
        if (isStaged(loop)) {
            staged(loop);
        } else {
            registers(loop);
        }
    }

    /** Writes a method that runs one step {@code t} of the neurons {@code from} to {@code to}; only where {@link Loop.Carried#index} says where they are. */
    void oneStep(Loop loop) {
        stage(loop, loop.method() + "Once", new Stages(loop, Integer.MAX_VALUE).stages().getFirst(), 0);
    }

    private void registers(Loop loop) {
        text.line("");
        text.open("private static void " + loop.method() + "(" + loop.parameters() + ", int from, int to)");
        afterNumbers(() -> {
            text.open(loop("from", "to"));
            for (Loop.Carried one : loop.carried()) {
                declare(one.name(), one.index().map(index -> dialect.load("values", index))
                        .orElseGet(() -> dialect.text(Expression.of(one.initial()))));
            }
            loop.constants().forEach(this::read);
            text.open(loop.backwards() ? "for (int t = steps - 1; t >= 0; t--)" : "for (int t = 0; t < steps; t++)");
            loop.row().forEach(text::line);
            loop.places().forEach(text::line);
            loop.reads().forEach(this::read);
            loop.adaptive().ifPresent(this::adaptive);
            loop.lines().forEach(this::define);
            loop.writes().forEach(this::write);
            carry(loop.carried());
            text.close();
            for (Loop.Carried one : loop.carried()) {
                one.index().ifPresent(index -> text.line(dialect.store("values", index, names.of(one.name()))));
            }
            text.close();
        });
        text.close();
    }

    /** All values go on to the next step at once. */
    private void carry(List<Loop.Carried> carried) {
        Set<String> own = carried.stream().map(Loop.Carried::name).collect(Collectors.toSet());
        List<String> assignments = new ArrayList<>();
        for (Loop.Carried one : carried) {
            if (one.stays()) {
                continue;
            }
            String value = dialect.text(one.next());
            if (!(one.next() instanceof Expression.Symbol(String name) && !own.contains(name))) {
                text.line(dialect.type() + " " + names.of(one.name()) + "next = " + value + ";");
                value = names.of(one.name()) + "next";
            }
            assignments.add(names.of(one.name()) + " = " + value + ";");
        }
        assignments.forEach(text::line);
    }

    private String loop(String from, String to) {
        return "for (int j = " + from + "; j < " + to + "; " + (vectorised ? "j += SPECIES.length())" : "j++)");
    }

    private void read(Loop.Reading reading) {
        declare(reading.symbol(), reading.text().apply(dialect));
    }

    private void declare(String symbol, String value) {
        text.line(dialect.type() + " " + names.of(symbol) + " = " + value + ";" + comment(symbol));
    }

    private static String comment(String symbol) {
        return symbol.startsWith("$") ? "" : " // " + Names.comment(symbol);
    }

    private void define(Definition line) {
        if (vectorised && line.value() instanceof Expression.Call call && FloatFunctions.HAS.contains(call.function())
                && call.arguments().getFirst() instanceof Expression.Symbol(String argument)) {
            FloatFunctions.vector(call.function(), names.of(line.name()), names.of(argument), this::number).forEach(text::line);
        } else {
            declare(line.name(), dialect.text(line.value()));
        }
    }

    private void write(Loop.Writing writing) {
        writing.statements().apply(dialect, dialect.text(writing.value())).forEach(text::line);
    }

    private void staged(Loop loop) {
        Stages stages = new Stages(loop, vectorised ? MOST_IN_VECTORS * 2 / 3 : MOST_IN_SCALARS / 2);
        int carried = loop.carried().size();
        text.line("");
        text.line("private static final ThreadLocal<float[]> " + loop.method().toUpperCase(java.util.Locale.ROOT)
                + "_BETWEEN = ThreadLocal.withInitial(() -> new float[" + (carried + stages.slots()) * STRIP + "]);");
        text.line("");
        text.open("private static void " + loop.method() + "(" + loop.parameters() + ", int from, int to)");
        text.line("float[] between = " + loop.method().toUpperCase(java.util.Locale.ROOT) + "_BETWEEN.get();");
        text.open("for (int first = from; first < to; first += " + STRIP + ")");
        text.line("int last = Math.min(to, first + " + STRIP + ");");
        for (int k = 0; k < carried; k++) {
            if (loop.carried().get(k).index().isEmpty()) {
                text.line("java.util.Arrays.fill(between, " + k * STRIP + ", " + (k + 1) * STRIP + ", "
                        + Dialect.literal(loop.carried().get(k).initial()) + ");");
            }
        }
        text.open(loop.backwards() ? "for (int t = steps - 1; t >= 0; t--)" : "for (int t = 0; t < steps; t++)");
        for (int k = 0; k < stages.stages().size(); k++) {
            text.line(loop.method() + "Stage" + k + "(" + loop.arguments() + ", t, between, first, last);");
        }
        text.close();
        text.close();
        text.close();
        for (int k = 0; k < stages.stages().size(); k++) {
            stage(loop, loop.method() + "Stage" + k, stages.stages().get(k), carried);
        }
    }

    private void stage(Loop loop, String method, Stages.Stage stage, int firstSlot) {
        text.line("");
        text.open("private static void " + method + "(" + loop.parameters() + ", int t, float[] between, int from, int to)");
        afterNumbers(() -> {
            loop.row().forEach(text::line);
            text.open(loop("from", "to"));
            loop.places().forEach(text::line);
            for (int k = 0; k < loop.carried().size(); k++) {
                Loop.Carried one = loop.carried().get(k);
                if (stage.reads().contains(one.name())) {
                    declare(one.name(), dialect.load(array(one), place(one, k)));
                }
            }
            loop.constants().stream().filter(one -> stage.reads().contains(one.symbol())).forEach(this::read);
            stage.taken().forEach((symbol, slot) -> declare(symbol, dialect.load("between", slot(firstSlot + slot))));
            loop.reads().stream().filter(one -> stage.reads().contains(one.symbol())).forEach(this::read);
            for (Definition line : stage.lines()) {
                if (Stages.write(line) >= 0) {
                    write(loop.writes().get(Stages.write(line)));
                } else {
                    define(line);
                }
            }
            stage.left().forEach((symbol, slot) -> text.line(dialect.store("between", slot(firstSlot + slot), names.of(symbol))));
            for (Loop.Carried one : stage.carried()) {
                text.line(dialect.store(array(one), place(one, loop.carried().indexOf(one)), names.of(Stages.after(one))));
            }
            text.close();
        });
        text.close();
    }

    private static String array(Loop.Carried carried) {
        return carried.index().isPresent() ? "values" : "between";
    }

    private static String place(Loop.Carried carried, int number) {
        return carried.index().orElseGet(() -> slot(number));
    }

    private static String slot(int slot) {
        return slot * STRIP + " + j - from";
    }

    /** The loop of an embedded pair over one time step, in scalars. */
    private void adaptive(StepProgram.Adaptive block) {
        for (String state : block.states()) {
            declare(StepProgram.moved(state), names.of(state));
        }
        String length = names.of(StepProgram.Adaptive.LENGTH);
        text.line("float left = " + Dialect.literal(block.span()) + ";");
        text.line("float " + length + " = left;");
        text.open("while (left > 0f)");
        text.line(length + " = Math.min(" + length + ", left);");
        block.lines().forEach(this::define);
        text.line("float worst = " + dialect.text(block.worst()) + ";");
        String least = Dialect.literal(block.least());
        text.open("if (worst <= 1f || " + length + " <= " + least + ")");
        for (int i = 0; i < block.states().size(); i++) {
            text.line(names.of(StepProgram.moved(block.states().get(i))) + " = " + dialect.text(block.trial().get(i)) + ";");
        }
        // What is not a number even then stays so.
        text.line("left = worst == worst ? left - " + length + " : 0f;");
        text.close();
        // A trial step may overshoot to what is not a number; it is then tried again with less.
        text.line(length + " = Math.max(" + least + ", " + length + " * (worst > 0f ? Math.min(5f, Math.max(0.2f, "
                + "0.9f * (float) Math.pow(worst, -0.2))) : worst == 0f ? 5f : 0.2f));");
        text.close();
    }

    /** Writes a method's loop after the numbers that it uses: made outside, they stay in registers. */
    private void afterNumbers(Runnable loop) {
        numbers.clear();
        SourceText lines = text.apart(loop);
        numbers.forEach((literal, name) -> text.line("FloatVector " + name + " = FloatVector.broadcast(SPECIES, " + literal + ");"));
        text.add(lines);
    }
}
