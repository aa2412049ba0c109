package org.spikewright.language.ide;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolMapper.DocumentSymbolKindProvider;
import org.spikewright.model.chip.ChipPackage;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.dataset.DatasetPackage;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.network.NetworkPackage;
import org.spikewright.model.neuron.NeuronPackage;

/** The kinds of symbols that editors know, closest to what the language's elements are. */
public class SymbolKinds extends DocumentSymbolKindProvider {

    @Override
    protected SymbolKind getSymbolKind(EClass type) {
        if (JobPackage.Literals.JOB.isSuperTypeOf(type)) {
            return SymbolKind.Event;
        }
        if (type == NetworkPackage.Literals.NETWORK) {
            return SymbolKind.Module;
        }
        if (type == NeuronPackage.Literals.NEURON) {
            return SymbolKind.Class;
        }
        if (type == DatasetPackage.Literals.DATASET) {
            return SymbolKind.Array;
        }
        if (type == ChipPackage.Literals.CHIP) {
            return SymbolKind.Struct;
        }
        if (type == CorePackage.Literals.FUNCTION) {
            return SymbolKind.Function;
        }
        return type == CorePackage.Literals.MODEL ? SymbolKind.Package : SymbolKind.Field;
    }
}
