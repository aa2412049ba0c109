package org.spikewright.network.equation.internal;

import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.network.equation.Solver;

/** What functions of the library mean for the equations of neurons. */
public final class SolverBindings implements Contribution {

    @Override
    public List<Binding<?>> bindings() {
        return List.of(
                new Binding<>("std.math.exact", Solver.class, (_, _) -> new Solver.Exact()),
                new Binding<>("std.math.euler", Solver.class, (_, _) -> new Solver.Euler()),
                new Binding<>("std.math.exponentialEuler", Solver.class, (_, _) -> new Solver.ExponentialEuler()),
                new Binding<>("std.math.rk4", Solver.class, (_, _) -> new Solver.RungeKutta4()),
                new Binding<>("std.math.rk45", Solver.class,
                        (call, _) -> new Solver.RungeKutta45(call.number("relative"), call.number("absolute"))));
    }
}
