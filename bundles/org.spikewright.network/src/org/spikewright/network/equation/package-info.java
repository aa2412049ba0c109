/** Neuron equations as plain data: expressions with symbolic derivatives, and programs of states, events and outputs. */
package org.spikewright.network.equation;
