package org.spikewright.language.ide;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolMapper.DocumentSymbolNameProvider;
import org.spikewright.model.core.Named;

/** Names in an outline: as they are declared, without the package in front. */
public class SymbolNames extends DocumentSymbolNameProvider {

    @Override
    public String getName(EObject element) {
        return element instanceof Named named ? named.getName() : super.getName(element);
    }
}
