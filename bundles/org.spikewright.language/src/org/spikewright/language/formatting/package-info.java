/** The layout of model files. */
package org.spikewright.language.formatting;
