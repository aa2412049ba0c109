package org.spikewright.language;

/** Registers the language where no Eclipse extension registry does. */
public class SpikeStandaloneSetup extends SpikeStandaloneSetupGenerated {

    /** Registers the language in EMF's global registries. */
    public static void doSetup() {
        new SpikeStandaloneSetup().createInjectorAndDoEMFRegistration();
    }
}
