/**
 * Run records: a folder for each run with its manifest, metrics, weights, spikes and mapping. What a run writes here is all
 * that views, reports and comparisons read.
 */
package org.spikewright.record;
