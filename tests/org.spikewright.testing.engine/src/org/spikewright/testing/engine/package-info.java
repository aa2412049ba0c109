/** Neurons, networks and reference data that the tests of several engines share. */
package org.spikewright.testing.engine;
