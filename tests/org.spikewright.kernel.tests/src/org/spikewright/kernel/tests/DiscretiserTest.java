package org.spikewright.kernel.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.StateTrace;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.NeuronProgram.Change;
import org.spikewright.network.equation.NeuronProgram.State;
import org.spikewright.testing.engine.Neurons;

class DiscretiserTest {

    private static final Expression V = Expression.symbol("v");
    private static final Expression I = Expression.symbol("I");

    @Test
    void aLeakyIntegratorIsExact() {
        float[] v = trace(Neurons.integrator(0.02), 0.001, constant(50, 2)).get("v");
        for (int k = 0; k < v.length; k++) {
            assertEquals(2 * (1 - Math.exp(-(k + 1) * 0.001 / 0.02)), v[k], 5e-6);
        }
    }

    @Test
    void coupledLinearStatesAreExactWhateverTheStep() {
        // A synaptic current of 2 ms that decays into a membrane of 10 ms.
        NeuronProgram program = program(
                new State("s", 1, rate(Expression.of(-1 / 0.002).times(Expression.symbol("s")))),
                new State("v", 0, rate(Expression.symbol("s").minus(V).over(Expression.of(0.01)))));
        float[] v = trace(program, 0.004, constant(5, 0)).get("v");
        for (int k = 0; k < v.length; k++) {
            double t = (k + 1) * 0.004;
            double expected = (Math.exp(-t / 0.01) - Math.exp(-t / 0.002)) / (0.01 * (1 / 0.002 - 1 / 0.01));
            assertEquals(expected, v[k], 1e-6);
        }
    }

    @Test
    void anIntegratorWithoutLeakHasASingularMatrix() {
        float[] v = trace(program(new State("v", 0, rate(I))), 0.5, constant(4, 3)).get("v");
        assertEquals(6, v[3], 1e-6);
    }

    @Test
    void aHeldNonlinearDriveStaysExact() {
        float[] v = trace(program(new State("v", 0, rate(I.power(2).minus(V)))), 0.5, constant(1, 3)).get("v");
        assertEquals(9 * (1 - Math.exp(-0.5)), v[0], 1e-5);
    }

    @Test
    void nonlinearStatesTakeRungeKuttaSteps() {
        float[] v = trace(program(new State("v", 0.1, rate(V.times(Expression.ONE.minus(V))))), 0.1, constant(30, 0))
                .get("v");
        assertEquals(1 / (1 + 9 * Math.exp(-3)), v[29], 1e-5);
    }

    @Test
    void aLinearPartBesideANonlinearOneIsExact() {
        State nonlinear = new State("v", 0.5, rate(V.power(2).negated().plus(Expression.symbol("s"))));
        State linear = new State("s", 1, rate(Expression.symbol("s").negated()));
        assertEquals(Math.exp(-2), trace(program(nonlinear, linear), 2, constant(1, 0)).get("s")[0], 1e-6);
    }

    @Test
    void allStatesMoveFromTheirOldValues() {
        NeuronProgram program = program(new State("v", 1, new Change.Next(Expression.symbol("w"))),
                new State("w", 2, new Change.Next(V)));
        Map<String, float[]> traces = trace(program, 1, constant(1, 0));
        assertEquals(2, traces.get("v")[0]);
        assertEquals(1, traces.get("w")[0]);
    }

    @Test
    void theLeakyNeuronIsTwoProductsAndSums() {
        String move = Discretiser.of(Neurons.leaky(0.02, 1), 0.001).lines().getFirst().toString();
        assertTrue(move.matches("v\\$ = \\(v \\+ \\(\\(-0\\.04\\d+ \\* v\\) \\+ \\(0\\.04\\d+ \\* I\\)\\)\\)"), move);
    }

    @Test
    void anUnknownNameIsNamed() {
        NeuronProgram program = program(new State("v", 0, rate(Expression.symbol("x"))));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Discretiser.of(program, 1));
        assertEquals("neuron N uses x, which it does not define", e.getMessage());
    }

    @Test
    void theStepMustBePositive() {
        NeuronProgram program = Neurons.integrator(1);
        assertThrows(IllegalArgumentException.class, () -> Discretiser.of(program, 0));
    }

    private static NeuronProgram program(State... states) {
        return new NeuronProgram("N", Map.of(), List.of(states), List.of("I"), Optional.empty(), V);
    }

    private static Change rate(Expression rate) {
        return new Change.Rate(rate);
    }

    private static Map<String, float[]> trace(NeuronProgram program, double dt, float[] drive) {
        return StateTrace.of(Discretiser.of(program, dt), drive);
    }

    private static float[] constant(int steps, float value) {
        float[] drive = new float[steps];
        java.util.Arrays.fill(drive, value);
        return drive;
    }
}
