/**
 * Simulation of populations of point neurons. A {@link org.spikewright.simulate.population.PopulationTask} is opened as a
 * {@link org.spikewright.simulate.population.PopulationSimulation}, which runs, stops anywhere, goes on, and can be saved.
 * The same task gives the same bits on any number of threads.
 */
package org.spikewright.simulate.population;
