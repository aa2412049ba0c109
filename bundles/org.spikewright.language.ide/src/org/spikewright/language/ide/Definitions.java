package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.lsp4j.Location;
import org.eclipse.xtext.findReferences.IReferenceFinder.IResourceAccess;
import org.eclipse.xtext.ide.server.DocumentExtensions;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolService;
import org.eclipse.xtext.resource.EObjectAtOffsetHelper;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.spikewright.language.library.Library;

/** Finds where a name is declared, in the files of the workspace and in the standard library, which is in none of its folders. */
public class Definitions extends DocumentSymbolService {

    @Inject
    private EObjectAtOffsetHelper elements;

    @Inject
    private DocumentExtensions documents;

    @Override
    public List<? extends Location> getDefinitions(XtextResource resource, int offset, IResourceAccess access, CancelIndicator cancel) {
        EObject element = elements.resolveCrossReferencedElementAt(resource, offset);
        return element != null && !element.eIsProxy() && Library.contains(element.eResource().getURI())
                ? List.of(documents.newLocation(element)) : super.getDefinitions(resource, offset, access, cancel);
    }
}
