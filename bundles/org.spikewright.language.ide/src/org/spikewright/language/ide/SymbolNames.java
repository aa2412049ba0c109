package org.spikewright.language.ide;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolMapper.DocumentSymbolNameProvider;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.model.core.Named;
import org.spikewright.model.job.Claim;

/** Names in an outline: as they are declared, without the package in front; of what is expected, the whole line. */
public class SymbolNames extends DocumentSymbolNameProvider {

    @Override
    public String getName(EObject element) {
        return switch (element) {
            case Named named -> named.getName();
            case Claim claim -> "expect " + NodeModelUtils.getTokenText(NodeModelUtils.findActualNodeFor(claim));
            default -> super.getName(element);
        };
    }
}
