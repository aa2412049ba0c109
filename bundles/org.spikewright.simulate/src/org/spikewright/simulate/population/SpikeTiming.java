package org.spikewright.simulate.population;

/** When spikes are fired and arrive. */
public enum SpikeTiming {

    /** At the ends of steps. */
    ON_GRID,

    /**
     * Within steps: a neuron fires when its margin, which is taken to rise evenly through a step, crosses 0, and what arrives
     * within a step is shared between its start and its end. Results are then right to second order in the step where solvers are,
     * margins are smooth through a step, and synapses act through currents or conductances; to first order, as on the grid, where
     * synapses add to a potential that causes spikes at once, which is done at the end of the step, and where an upstroke is shorter
     * than a step. Delays may be any of one step at least. Drives bring spikes at the ends of steps. Hansel et al., Neural
     * Computation 10, 1998; Shelley and Tao, J. Comput. Neurosci. 11, 2001.
     */
    OFF_GRID
}
