package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.spikewright.kernel.MatrixExponential;
import org.spikewright.network.equation.Expression;

/**
 * The part of a neuron's equations that is linear, {@code x' = A x + c + B ξ} with {@code c} held over a step, moved
 * exactly: {@code x += (exp(A dt) - 1) x + (∫ exp(A s) ds) c + L η}, where {@code L Lᵀ} is the covariance that white noise
 * gathers over the step. All three come from exponentials of augmented matrices (Van Loan, IEEE Trans. Automatic Control
 * 23, 1978). Written as an increment it keeps slow time constants accurate in single precision.
 *
 * <p>Where {@code A} or {@code B} depend on parameters that differ from neuron to neuron, the factors are derived values.
 */
public final class LinearFlow {

    private final String suffix;
    private final List<String> system;
    private final Map<String, Expression> drifts;
    private final Expression[][] a;
    private final Expression[][] b;
    private final double dt;
    private final boolean derives;

    /**
     * Makes ready to integrate.
     *
     * @param suffix of the names of derived values
     * @param drifts right-hand sides without noise
     * @param rates with noise
     * @param system the states that are linear among themselves
     * @param noises names of white noises
     */
    public LinearFlow(String suffix, Map<String, Expression> drifts, Map<String, Expression> rates, List<String> system,
            List<String> noises, double dt, Set<String> varying) {
        this.system = noisyEnough(rates, system, noises, varying);
        this.suffix = suffix;
        this.drifts = drifts;
        this.dt = dt;
        int n = this.system.size();
        a = new Expression[n][n];
        b = new Expression[n][noises.size()];
        boolean symbols = false;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = drifts.get(this.system.get(i)).derivative(this.system.get(j));
                symbols |= !(a[i][j] instanceof Expression.Constant);
            }
            for (int k = 0; k < noises.size(); k++) {
                b[i][k] = rates.get(this.system.get(i)).derivative(noises.get(k));
                symbols |= !(b[i][k] instanceof Expression.Constant);
            }
        }
        derives = symbols;
    }

    /** The largest set of states whose equations are linear in each other and free of the remaining moving states. */
    public static List<String> system(Map<String, Expression> drifts, Set<String> varying) {
        List<String> system = new ArrayList<>(drifts.keySet());
        while (system.removeIf(state -> !linear(drifts, drifts.get(state), system, varying))) {
            // removing a state may make others depend on a state outside
        }
        return system;
    }

    private static boolean linear(Map<String, Expression> drifts, Expression rate, List<String> system,
            Set<String> varying) {
        return drifts.keySet().stream().allMatch(other -> {
            Expression slope = rate.derivative(other);
            return system.contains(other) ? varying.containsAll(slope.symbols()) : !rate.symbols().contains(other);
        });
    }

    /** Nothing is integrated exactly where a noise enters with a factor that changes in time. */
    private static List<String> noisyEnough(Map<String, Expression> rates, List<String> system, List<String> noises,
            Set<String> varying) {
        for (String state : system) {
            for (String noise : noises) {
                if (!varying.containsAll(rates.get(state).derivative(noise).symbols())) {
                    return List.of();
                }
            }
        }
        return system;
    }

    /** The states that it moves. */
    public List<String> system() {
        return system;
    }

    /** The Gaussian numbers that it uses, one a state of the system where there is noise. */
    public List<String> normals() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < system.size(); i++) {
            if (hasNoise()) {
                names.add("$normal" + i);
            }
        }
        return names;
    }

    private boolean hasNoise() {
        for (Expression[] row : b) {
            for (Expression entry : row) {
                if (!entry.is(0)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Names of the factors that differ from neuron to neuron. */
    public List<String> derived() {
        List<String> names = new ArrayList<>();
        if (derives) {
            int n = system.size();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    names.add("$flow" + i + "_" + j + suffix);
                }
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    names.add("$held" + i + "_" + j + suffix);
                }
            }
            for (int i = 0; i < n && hasNoise(); i++) {
                for (int j = 0; j < n; j++) {
                    names.add("$spread" + i + "_" + j + suffix);
                }
            }
        }
        return names;
    }

    /** The factors for one neuron, in the order of {@link #derived}. */
    public double[] derive(ToDoubleFunction<String> parameters) {
        return derives ? factors(parameters) : new double[0];
    }

    private double[] factors(ToDoubleFunction<String> parameters) {
        int n = system.size();
        double[][] augmented = new double[2 * n][2 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                augmented[i][j] = a[i][j].value(parameters) * dt;
            }
            augmented[i][n + i] = dt;
        }
        double[][] exponential = MatrixExponential.of(augmented);
        double[] factors = new double[(hasNoise() ? 3 : 2) * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                factors[n * n + i * n + j] = exponential[i][n + j];
                // exp(A dt) - 1 = A ∫ exp(A s) ds, without cancellation
                for (int k = 0; k < n; k++) {
                    factors[i * n + j] += a[i][k].value(parameters) * exponential[k][n + j];
                }
            }
        }
        if (hasNoise()) {
            spread(parameters, factors);
        }
        return factors;
    }

    /** The lower triangle L with L Lᵀ = ∫ exp(A s) B Bᵀ exp(A s)ᵀ ds. */
    private void spread(ToDoubleFunction<String> parameters, double[] factors) {
        int n = system.size();
        double[][] augmented = new double[2 * n][2 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                augmented[i][j] = -a[i][j].value(parameters) * dt;
                augmented[n + i][n + j] = a[j][i].value(parameters) * dt;
                for (int k = 0; k < b[i].length; k++) {
                    augmented[i][n + j] += b[i][k].value(parameters) * b[j][k].value(parameters) * dt;
                }
            }
        }
        double[][] e = MatrixExponential.of(augmented);
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += e[n + k][n + i] * e[k][n + j];
                }
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i == j) {
                    lower[i][i] = Math.sqrt(Math.max(0, sum));
                } else {
                    lower[i][j] = lower[j][j] > 0 ? sum / lower[j][j] : 0;
                }
                factors[2 * n * n + i * n + j] = lower[i][j];
            }
        }
    }

    /** By how much the states move. */
    public Map<String, Expression> increments() {
        int n = system.size();
        List<String> names = derived();
        double[] numbers = derives ? new double[0] : factors(name -> {
            throw new IllegalStateException(name + " is no number");
        });
        Map<String, Expression> increments = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            Expression sum = Expression.ZERO;
            for (int part = 0; part < (hasNoise() ? 3 : 2); part++) {
                for (int j = 0; j < n; j++) {
                    int index = part * n * n + i * n + j;
                    Expression factor = derives ? Expression.symbol(names.get(index)) : Expression.of(numbers[index]);
                    Expression of = switch (part) {
                        case 0 -> Expression.symbol(system.get(j));
                        case 1 -> atRest(drifts.get(system.get(j)));
                        default -> Expression.symbol("$normal" + j);
                    };
                    if (derives && isNought(part, i, j)) {
                        continue;
                    }
                    sum = sum.plus(factor.times(of));
                }
            }
            increments.put(system.get(i), sum);
        }
        return increments;
    }

    /** Whether a derived factor is 0 for any parameters: no path leads from state j to state i. */
    private boolean isNought(int part, int i, int j) {
        return part < 2 && i != j && !reaches(j, i, new java.util.HashSet<>()) || part == 2 && j > i;
    }

    private boolean reaches(int from, int to, Set<Integer> seen) {
        for (int k = 0; k < system.size(); k++) {
            if (!a[k][from].is(0) && seen.add(k) && (k == to || reaches(k, to, seen))) {
                return true;
            }
        }
        return false;
    }

    private Expression atRest(Expression drift) {
        Map<String, Expression> zeros = new HashMap<>();
        system.forEach(state -> zeros.put(state, Expression.ZERO));
        return drift.substitute(zeros);
    }
}
