package org.spikewright.language.validation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.diagnostics.AbstractDiagnostic;
import org.eclipse.xtext.linking.impl.XtextLinkingDiagnostic;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.resource.IResourceDescriptions;
import org.eclipse.xtext.resource.XtextResource;
import org.spikewright.language.index.DeclarationDescriptions;
import org.spikewright.language.index.Fingerprint;
import org.spikewright.language.index.Words;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Import;
import org.spikewright.model.core.Model;

/**
 * What the findings of declarations follow from: the text of each, the texts of those it mentions, and of those that they
 * mention, and what other files declare. It is gathered from words alone, before anything is linked, and so may hold too much,
 * but never too little.
 */
public final class DeclarationKeys {

    private final List<Declaration> declarations;
    private final Map<String, List<Integer>> byName = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<BitSet> mentioned = new ArrayList<>();
    /** Declarations with syntax errors, or that may name a file on disk, which changes without anybody saying so. */
    private final BitSet uncertain = new BitSet();

    private DeclarationKeys(Model model, XtextResource file) {
        declarations = model.getDeclarations();
        for (int i = 0; i < declarations.size(); i++) {
            byName.computeIfAbsent(String.valueOf(declarations.get(i).getName()), _ -> new ArrayList<>()).add(i);
        }
        String text = file.getParseResult().getRootNode().getText();
        for (int i = 0; i < declarations.size(); i++) {
            add(text, i);
        }
        Declarations places = new Declarations(declarations);
        for (Resource.Diagnostic error : file.getErrors()) {
            if (error instanceof AbstractDiagnostic diagnostic && !(error instanceof XtextLinkingDiagnostic)) {
                places.at(diagnostic.getOffset()).map(declarations::indexOf).ifPresent(uncertain::set);
            }
        }
    }

    /**
     * The keys of a file's declarations: with the same key, a declaration has the same findings. Those that have none are to be
     * checked each time.
     *
     * @param file parsed; need not be linked
     * @param elsewhere what all files declare
     */
    public static Map<Declaration, String> of(XtextResource file, IResourceDescriptions elsewhere) {
        Map<Declaration, String> keys = new IdentityHashMap<>();
        if (!file.getContents().isEmpty() && file.getContents().getFirst() instanceof Model model) {
            DeclarationKeys all = new DeclarationKeys(model, file);
            String surroundings = surroundings(model, file, elsewhere);
            for (int i = 0; i < all.declarations.size(); i++) {
                BitSet needed = all.needed(i);
                if (!needed.intersects(all.uncertain)) {
                    keys.put(all.declarations.get(i), all.key(i, needed, surroundings));
                }
            }
        }
        return keys;
    }

    private void add(String all, int index) {
        INode node = NodeModelUtils.getNode(declarations.get(index));
        BitSet mentions = new BitSet();
        int line = all.lastIndexOf('\n', node.getOffset() - 1) + 1;
        String text = all.substring(node.getOffset(), node.getEndOffset());
        for (String word : Words.of(text)) {
            byName.getOrDefault(word, List.of()).forEach(mentions::set);
        }
        mentioned.add(mentions);
        texts.add(new Fingerprint().with(all.substring(line, node.getOffset())).with(text).toString());
        if (text.indexOf('"') >= 0) {
            uncertain.set(index);
        }
    }

    /** Everything that a declaration mentions, and what that mentions, itself included. */
    private BitSet needed(int index) {
        BitSet needed = new BitSet();
        needed.set(index);
        Deque<Integer> open = new ArrayDeque<>(List.of(index));
        while (!open.isEmpty()) {
            mentioned.get(open.pop()).stream().filter(mention -> !needed.get(mention)).forEach(mention -> {
                needed.set(mention);
                open.add(mention);
            });
        }
        return needed;
    }

    private String key(int index, BitSet needed, String surroundings) {
        Fingerprint key = new Fingerprint().with(surroundings).with(texts.get(index))
                .with(Integer.toString(needed.get(0, index).cardinality())); // which of two with the same text
        needed.stream().forEach(needs -> key.with(texts.get(needs)));
        return key.toString();
    }

    private static String surroundings(Model model, XtextResource file, IResourceDescriptions elsewhere) {
        Fingerprint surroundings = new Fingerprint().with(String.valueOf(model.getName()));
        for (Import imported : model.getImports()) {
            surroundings.with(String.valueOf(imported.getImportedNamespace()));
        }
        for (IResourceDescription other : elsewhere.getAllResourceDescriptions()) {
            if (!other.getURI().equals(file.getURI())) {
                for (IEObjectDescription declaration : other.getExportedObjects()) {
                    surroundings.with(declaration.getName().toString()).with(declaration.getEClass().getName())
                            .with(String.valueOf(DeclarationDescriptions.text(declaration)));
                }
            }
        }
        return surroundings.toString();
    }
}
