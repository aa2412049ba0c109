package org.spikewright.network.equation;

/** How differential equations are taken from one step to the next. What they receive is held over the step. */
public sealed interface Solver {

    /** What a neuron has that names no solver: {@link RungeKutta4}. */
    record Automatic() implements Solver {
    }

    /** Exact, by the matrix exponential; refused where an equation is not linear with constant coefficients. */
    record Exact() implements Solver {
    }

    /** The method of Euler; order 1. */
    record Euler() implements Solver {
    }

    /**
     * Each equation exactly for the others held at the start of the step; order 1, and stable for stiff gates. Refused where
     * an equation is not linear in its own state.
     */
    record ExponentialEuler() implements Solver {
    }

    /** The classical method of Runge and Kutta; order 4. Linear equations are still integrated exactly. */
    record RungeKutta4() implements Solver {
    }

    /**
     * The embedded pair of orders 5 and 4 of Dormand and Prince (J. Comput. Appl. Math. 6, 1980) with steps of its own
     * choice within the time step.
     *
     * @param relative tolerated error of a step relative to the state's magnitude
     * @param absolute tolerated error of a step, in the state's SI unit
     */
    record RungeKutta45(double relative, double absolute) implements Solver {
        public RungeKutta45 {
            if (!(relative >= 0) || !(absolute >= 0) || relative + absolute == 0) {
                throw new IllegalArgumentException("rk45 needs a tolerance above 0, relative or absolute");
            }
        }
    }
}
