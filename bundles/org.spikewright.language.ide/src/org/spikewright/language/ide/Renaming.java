package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.ILanguageServerAccess;
import org.eclipse.xtext.ide.server.UriExtensions;
import org.eclipse.xtext.ide.server.rename.IRenameService2;
import org.eclipse.xtext.naming.IQualifiedNameProvider;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.EObjectAtOffsetHelper;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.impl.ChunkedResourceDescriptions;
import org.spikewright.language.library.Library;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Named;

/** Gives an element another name, wherever any file of the workspace writes it; says in one sentence why it cannot. */
public class Renaming implements IRenameService2 {

    @Inject
    private EObjectAtOffsetHelper elements;

    @Inject
    private Occurrences occurrences;

    @Inject
    private Meanings meanings;

    @Inject
    private IQualifiedNameProvider fullNames;

    @Inject
    private UriExtensions uris;

    @Override
    public Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior> prepareRename(PrepareRenameOptions options) {
        return options.getLanguageServerAccess().doSyncRead(options.getParams().getTextDocument().getUri(), context -> {
            if (!(context.getResource() instanceof XtextResource resource)) {
                return null;
            }
            int offset = context.getDocument().getOffSet(options.getParams().getPosition());
            Named element = element(resource, offset);
            if (element == null) {
                return null;
            }
            refuseLibrary(element);
            INode word = NodeModelUtils.findLeafNodeAtOffset(resource.getParseResult().getRootNode(), isName(resource, offset) ? offset : offset - 1);
            return Either3.forSecond(new PrepareRenameResult(range(context.getDocument(), word), element.getName()));
        });
    }

    @Override
    public WorkspaceEdit rename(Options options) {
        ILanguageServerAccess access = options.getLanguageServerAccess();
        String uri = options.getRenameParams().getTextDocument().getUri();
        return access.doSyncRead(uri, context -> context.getResource() instanceof XtextResource resource
                ? rename(resource.getURI(), context.getDocument().getOffSet(options.getRenameParams().getPosition()),
                        options.getRenameParams().getNewName(), access)
                : new WorkspaceEdit());
    }

    private WorkspaceEdit rename(URI file, int offset, String name, ILanguageServerAccess access) {
        ResourceSet all = access.newLiveScopeResourceSet(file);
        Named element = element((XtextResource) all.getResource(file, true), offset);
        if (element == null) {
            throw refused("there is no name here to change; put the caret into one");
        }
        refuseLibrary(element);
        refuseWord(name);
        ChunkedResourceDescriptions index = ChunkedResourceDescriptions.findInEmfObject(all);
        refuseTaken(element, name, index);
        Set<URI> files = new LinkedHashSet<>(Set.of(file));
        index.getAllResourceDescriptions().forEach(description -> files.add(description.getURI()));
        Map<URI, List<ILeafNode>> words = new LinkedHashMap<>();
        for (URI each : files) {
            XtextResource resource = (XtextResource) all.getResource(each, true);
            String text = resource.getParseResult().getRootNode().getText();
            if (text.contains(element.getName()) || text.contains(name)) {
                words.put(each, occurrences.of(element, resource));
            }
        }
        refuseCapture(words, element.getName(), name, all, access.newLiveScopeResourceSet(file));
        return edits(words, element.getName(), name);
    }

    private WorkspaceEdit edits(Map<URI, List<ILeafNode>> words, String old, String name) {
        Map<String, List<TextEdit>> changes = new LinkedHashMap<>();
        words.forEach((file, places) -> {
            if (!places.isEmpty()) {
                Document document = new Document(0, places.getFirst().getRootNode().getText());
                changes.put(uris.toUriString(file), places.stream()
                        .map(word -> new TextEdit(range(document, word), replacement(word, old, name))).toList());
            }
        });
        return new WorkspaceEdit(changes);
    }

    /** In {@code dv/dt} the state v is written {@code dv}. */
    private static String replacement(ILeafNode word, String old, String name) {
        return word.getText().substring(0, Math.max(0, word.getLength() - old.length())) + name;
    }

    /** Tries the change on copies: every name must mean there what it means now. */
    private void refuseCapture(Map<URI, List<ILeafNode>> words, String old, String name, ResourceSet before, ResourceSet copies) {
        words.forEach((file, places) -> renamed((XtextResource) copies.getResource(file, true), places, old, name));
        for (URI file : words.keySet()) {
            List<Meanings.Meaning> meant = meanings.of((XtextResource) before.getResource(file, true));
            List<Meanings.Meaning> means = meanings.of((XtextResource) copies.getResource(file, true));
            for (int i = 0; i < meant.size(); i++) {
                if (i >= means.size() || !meant.get(i).target().equals(means.get(i).target())) {
                    throw refused("'" + name + "' would mean something else in line " + meant.get(i).line() + " of " + URI.decode(file.lastSegment())
                            + "; choose another name");
                }
            }
        }
    }

    private static void renamed(XtextResource copy, List<ILeafNode> places, String old, String name) {
        StringBuilder text = new StringBuilder(copy.getParseResult().getRootNode().getText());
        places.stream().sorted(Comparator.comparingInt(ILeafNode::getOffset).reversed())
                .forEach(word -> text.replace(word.getOffset(), word.getEndOffset(), replacement(word, old, name)));
        try {
            copy.reparse(text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    private static Range range(Document document, INode word) {
        return new Range(document.getPosition(word.getOffset()), document.getPosition(word.getEndOffset()));
    }

    /** The element whose name is at an offset or ends there. */
    private Named element(XtextResource resource, int offset) {
        if (resource.getContents().isEmpty()) {
            return null; // an empty text
        }
        int at = isName(resource, offset) ? offset : offset - 1;
        return at >= 0 && elements.getElementWithNameAt(resource, at) instanceof Named named && named.getName() != null ? named : null;
    }

    private boolean isName(XtextResource resource, int offset) {
        EObject found = elements.getElementWithNameAt(resource, offset);
        return found instanceof Named named && !named.eIsProxy();
    }

    private static void refuseLibrary(Named element) {
        if (Library.contains(element.eResource().getURI())) {
            boolean isStandard = EcoreUtil2.getContainerOfType(element, Model.class) instanceof Model model && model.getName() != null
                    && Library.isStandard(model.getName());
            throw refused("'" + element.getName() + "' belongs to the " + (isStandard ? "standard library" : "library of a bundle")
                    + " and cannot be renamed; copy it to your model to change it");
        }
    }

    private static void refuseWord(String name) {
        List<Tokens.Piece> pieces = name.isEmpty() ? List.of() : Tokens.of(name);
        if (pieces.size() == 1 && pieces.getFirst().kind() == Tokens.Kind.KEYWORD) {
            throw refused("'" + name + "' is a word of the language; choose another name");
        }
        if (pieces.size() != 1 || pieces.getFirst().kind() != Tokens.Kind.NAME) {
            throw refused("'" + name + "' is no name; a name is made of letters, digits and _, and starts with no digit");
        }
    }

    private void refuseTaken(Named element, String name, ChunkedResourceDescriptions index) {
        boolean taken = element.eContainer().eContents().stream()
                .anyMatch(sibling -> sibling != element && sibling instanceof Named named && name.equals(named.getName()));
        if (element instanceof Declaration) {
            QualifiedName full = fullNames.getFullyQualifiedName(element).skipLast(1).append(name);
            for (var other : index.getExportedObjects()) {
                taken |= other.getQualifiedName().equals(full);
            }
        }
        if (taken) {
            throw refused("there is a '" + name + "' already at that place; choose another name");
        }
    }

    private static ResponseErrorException refused(String why) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.RequestFailed, why, null));
    }
}
