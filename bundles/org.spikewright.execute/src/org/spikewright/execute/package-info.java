/**
 * The graph executor: runs layered networks over samples and time, forward and back. A {@link org.spikewright.execute.Plan} says what is
 * computed in which order, an {@link org.spikewright.execute.Executor} computes it.
 */
package org.spikewright.execute;
