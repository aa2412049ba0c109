package org.spikewright.language;

import com.google.inject.Injector;
import java.util.List;
import org.eclipse.emf.ecore.EPackage;
import org.spikewright.model.chip.ChipPackage;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.dataset.DatasetPackage;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.network.NetworkPackage;
import org.spikewright.model.neuron.NeuronPackage;

/** Registers the language where no Eclipse extension registry does. */
public class SpikeStandaloneSetup extends SpikeStandaloneSetupGenerated {

    /** Registers the language in EMF's global registries. */
    public static void doSetup() {
        new SpikeStandaloneSetup().createInjectorAndDoEMFRegistration();
    }

    /** Registers the metamodel first: the validator asks for its packages as soon as it is made. */
    @Override
    public Injector createInjectorAndDoEMFRegistration() {
        for (EPackage model : List.of(CorePackage.eINSTANCE, NeuronPackage.eINSTANCE, NetworkPackage.eINSTANCE,
                DatasetPackage.eINSTANCE, ChipPackage.eINSTANCE, JobPackage.eINSTANCE)) {
            EPackage.Registry.INSTANCE.put(model.getNsURI(), model);
        }
        return super.createInjectorAndDoEMFRegistration();
    }
}
