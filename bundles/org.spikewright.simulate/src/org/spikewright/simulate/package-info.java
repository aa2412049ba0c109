/**
 * Simulation: a {@link org.spikewright.simulate.SimulationTask} goes to a {@link org.spikewright.simulate.Simulator},
 * which records every spike. The same task gives the same bits on any number of threads.
 */
package org.spikewright.simulate;
