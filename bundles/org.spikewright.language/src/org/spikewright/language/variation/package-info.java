/** Models whose text has other values in some places. */
package org.spikewright.language.variation;
