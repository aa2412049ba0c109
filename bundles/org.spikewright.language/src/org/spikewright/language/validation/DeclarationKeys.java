package org.spikewright.language.validation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.spikewright.model.neuron.Synapse;

/**
 * What the findings of declarations follow from: the text of each, the texts of those it mentions, and of those that they
 * mention, and what other files declare. It is gathered from words alone, before anything is linked, and so may hold too much,
 * but never too little.
 */
public final class DeclarationKeys {

    private final List<Declaration> declarations;
    /** Numbers of names, in the order of their first declaration. Declarations of one name go together. */
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();
    /** The name of each declaration, and which of those of that name it is. */
    private final int[] nameOf;
    private final int[] ordinal;
    /** By name: the texts of all its declarations, the names that they mention. */
    private final List<String> textsOf;
    private final List<BitSet> mentioned = new ArrayList<>();
    /** Names of declarations with syntax errors, or that may name a file on disk, which changes without anybody saying so. */
    private final BitSet uncertain = new BitSet();

    private DeclarationKeys(Model model, XtextResource file) {
        declarations = model.getDeclarations();
        nameOf = new int[declarations.size()];
        ordinal = new int[declarations.size()];
        List<Integer> counts = new ArrayList<>();
        List<Fingerprint> together = new ArrayList<>();
        for (int i = 0; i < nameOf.length; i++) {
            nameOf[i] = names.computeIfAbsent(String.valueOf(declarations.get(i).getName()), _ -> names.size());
            if (nameOf[i] == counts.size()) {
                counts.add(0);
                together.add(new Fingerprint());
                mentioned.add(new BitSet());
            }
            ordinal[i] = counts.set(nameOf[i], counts.get(nameOf[i]) + 1);
        }
        String text = file.getParseResult().getRootNode().getText();
        for (int i = 0; i < declarations.size(); i++) {
            add(text, i);
            together.get(nameOf[i]).with(texts.getLast());
        }
        textsOf = together.stream().map(Fingerprint::toString).toList();
        Declarations places = new Declarations(declarations);
        for (Resource.Diagnostic error : file.getErrors()) {
            if (error instanceof AbstractDiagnostic diagnostic && !(error instanceof XtextLinkingDiagnostic)) {
                places.at(diagnostic.getOffset()).map(declaration -> names.get(String.valueOf(declaration.getName())))
                        .ifPresent(uncertain::set);
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
            Map<Integer, Optional<String>> needed = new HashMap<>();
            for (int i = 0; i < all.declarations.size(); i++) {
                int index = i;
                needed.computeIfAbsent(all.nameOf[i], all::needed)
                        .ifPresent(texts -> keys.put(all.declarations.get(index), all.key(index, texts, surroundings)));
            }
        }
        return keys;
    }

    private void add(String all, int index) {
        INode node = NodeModelUtils.getNode(declarations.get(index));
        int line = all.lastIndexOf('\n', node.getOffset() - 1) + 1;
        String text = all.substring(node.getOffset(), node.getEndOffset());
        for (String word : Words.of(text)) {
            Optional.ofNullable(names.get(word)).ifPresent(mentioned.get(nameOf[index])::set);
        }
        texts.add(new Fingerprint().with(all.substring(line, node.getOffset())).with(text).toString());
        if (text.indexOf('"') >= 0) {
            uncertain.set(nameOf[index]);
        }
    }

    /** The texts of everything that the declarations of a name mention, and of what that mentions; empty if anything is uncertain. */
    private Optional<String> needed(int name) {
        BitSet needed = new BitSet();
        needed.set(name);
        Deque<Integer> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            mentioned.get(open.pop()).stream().filter(mention -> !needed.get(mention)).forEach(mention -> {
                needed.set(mention);
                open.add(mention);
            });
        }
        if (needed.intersects(uncertain)) {
            return Optional.empty();
        }
        Fingerprint all = new Fingerprint();
        needed.stream().forEach(mention -> all.with(textsOf.get(mention)));
        return Optional.of(all.toString());
    }

    /** What concerns the file as a whole is said at its first declaration. */
    private String key(int index, String needed, String surroundings) {
        return new Fingerprint().with(surroundings).with(index == 0 ? "first" : "").with(texts.get(index)).with(Integer.toString(ordinal[index])).with(needed).toString();
    }

    private static String surroundings(Model model, XtextResource file, IResourceDescriptions elsewhere) {
        Fingerprint surroundings = new Fingerprint().with(String.valueOf(model.getName()));
        for (Import imported : model.getImports()) {
            surroundings.with(String.valueOf(imported.getImportedNamespace()));
        }
        // What synapses read of neurons is used there.
        for (Declaration declaration : model.getDeclarations()) {
            if (declaration instanceof Synapse synapse) {
                synapse.getInputs().forEach(input -> surroundings.with(String.valueOf(input.getQuantity())));
            }
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
