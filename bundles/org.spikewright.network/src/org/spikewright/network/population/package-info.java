/**
 * Populations of point neurons and their connections as plain data, elaborated from a model and ready for an engine: all
 * names resolved, all numbers in SI units. Connections are rules, not lists: a network of billions of synapses is a few
 * objects, and its synapses can be counted without being made.
 */
package org.spikewright.network.population;
