/** The record of a run as one self-contained page: what it measured, how it learnt, what it fired, where it lies on the chip. */
package org.spikewright.report;
