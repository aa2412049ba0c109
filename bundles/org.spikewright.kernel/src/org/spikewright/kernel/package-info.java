/**
 * From equations to machine speed: neuron programs become step programs, step programs become compiled kernels that run
 * a layer over time and back, and dense layers run over sparse or dense input on primitives chosen once for the
 * machine.
 */
package org.spikewright.kernel;
