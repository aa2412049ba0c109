package org.spikewright.language.validation;

/** The checks of the language beyond its syntax. */
public class SpikeValidator extends AbstractSpikeValidator {
}
