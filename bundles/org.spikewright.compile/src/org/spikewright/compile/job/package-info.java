/** What jobs and data sets ask of the engines: their settings as typed values, without the model that they come from. */
package org.spikewright.compile.job;
