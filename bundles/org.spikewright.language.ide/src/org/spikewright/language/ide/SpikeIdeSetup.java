package org.spikewright.language.ide;

import org.eclipse.xtext.util.Modules2;

import com.google.inject.Guice;
import com.google.inject.Injector;

import org.spikewright.language.SpikeRuntimeModule;
import org.spikewright.language.SpikeStandaloneSetup;

/** Registers the language together with its editor services. */
public class SpikeIdeSetup extends SpikeStandaloneSetup {

    @Override
    public Injector createInjector() {
        return Guice.createInjector(Modules2.mixin(new SpikeRuntimeModule(), new SpikeIdeModule()));
    }
}
