/** Labelled samples from files and from generators, their splits, and encoders that turn samples into spikes. */
package org.spikewright.dataset;
