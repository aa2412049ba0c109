package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.lsp4j.Location;
import org.eclipse.xtext.findReferences.IReferenceFinder.IResourceAccess;
import org.eclipse.xtext.ide.server.DocumentExtensions;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolService;
import org.eclipse.xtext.resource.EObjectAtOffsetHelper;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.resource.IResourceDescriptions;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.util.TextRegion;
import org.spikewright.language.library.Library;
import org.spikewright.model.core.Named;

/**
 * Finds where a name is declared, in the files of the workspace and in the standard library, which is in none of its folders, and
 * who refers to it, by a look into each file: what files refer to is noted nowhere else.
 */
public class Definitions extends DocumentSymbolService {

    @Inject
    private EObjectAtOffsetHelper elements;

    @Inject
    private DocumentExtensions documents;

    @Inject
    private Occurrences occurrences;

    @Override
    public List<? extends Location> getDefinitions(XtextResource resource, int offset, IResourceAccess access, CancelIndicator cancel) {
        if (resource.getContents().isEmpty()) {
            return List.of(); // an empty text
        }
        EObject element = elements.resolveCrossReferencedElementAt(resource, offset);
        return element != null && !element.eIsProxy() && Library.contains(element.eResource().getURI())
                ? List.of(documents.newLocation(element)) : super.getDefinitions(resource, offset, access, cancel);
    }

    @Override
    public List<? extends Location> getReferences(XtextResource resource, int offset, IResourceAccess access, IResourceDescriptions index,
            CancelIndicator cancel) {
        List<Location> locations = new ArrayList<>();
        if (elements.resolveElementAt(resource, offset) instanceof Named element) {
            for (IResourceDescription file : index.getAllResourceDescriptions()) {
                access.readOnly(file.getURI(), resources -> locations.addAll(references(element, resources.getResource(file.getURI(), true))));
            }
        }
        return locations;
    }

    private List<Location> references(Named element, Resource file) {
        return occurrences.references(element, file).stream()
                .map(word -> documents.newLocation(file, new TextRegion(word.getOffset(), word.getLength()))).toList();
    }
}
