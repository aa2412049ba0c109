package org.spikewright.language.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.lsp4j.SemanticTokenModifiers;
import org.eclipse.lsp4j.SemanticTokenTypes;
import org.eclipse.xtext.ide.editor.syntaxcoloring.IHighlightedPositionAcceptor;
import org.eclipse.xtext.ide.editor.syntaxcoloring.ISemanticHighlightingCalculator;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.spikewright.language.ide.Tokens.Piece;
import org.spikewright.language.library.Library;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Import;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Schema;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.Job;
import org.spikewright.model.network.Graph;
import org.spikewright.model.neuron.Derived;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;

/** What each word is to the eye: its token, and for a name what it names, in the words of the language server protocol. */
public class NameColours implements ISemanticHighlightingCalculator {

    @Override
    public void provideHighlightingFor(XtextResource resource, IHighlightedPositionAcceptor acceptor, CancelIndicator cancel) {
        if (resource == null || resource.getParseResult() == null) {
            return;
        }
        Map<Integer, Colour> colours = new TreeMap<>();
        tokens(resource.getParseResult().getRootNode().getText(), colours);
        for (var contents = resource.getAllContents(); contents.hasNext() && !cancel.isCanceled();) {
            names(contents.next(), colours);
        }
        colours.forEach((offset, colour) -> acceptor.addPosition(offset, colour.length(), colour.kinds()));
    }

    private record Colour(int length, String... kinds) {
    }

    private static void tokens(String text, Map<Integer, Colour> colours) {
        for (Piece piece : Tokens.of(text)) {
            String kind = switch (piece.kind()) {
                case KEYWORD -> SemanticTokenTypes.Keyword;
                case NUMBER -> SemanticTokenTypes.Number;
                case UNIT -> SemanticTokenTypes.EnumMember;
                case TEXT -> SemanticTokenTypes.String;
                case COMMENT -> SemanticTokenTypes.Comment;
                case NAME, OTHER -> null;
            };
            if (kind != null) {
                lines(text, piece, kind, colours);
            }
        }
    }

    /** Not every editor knows tokens of several lines. */
    private static void lines(String text, Piece piece, String kind, Map<Integer, Colour> colours) {
        int end = piece.offset() + piece.length();
        for (int start = piece.offset(); start < end;) {
            int newline = text.indexOf('\n', start);
            int stop = newline < 0 || newline > end ? end : newline;
            if (stop > start) {
                colours.put(start, new Colour(stop - start, kind));
            }
            start = stop + 1;
        }
    }

    private static void names(EObject element, Map<Integer, Colour> colours) {
        for (EStructuralFeature feature : element.eClass().getEAllStructuralFeatures()) {
            if (feature instanceof EReference reference ? reference.isContainment() || reference.isContainer() : !isName(feature)) {
                continue;
            }
            List<INode> nodes = NodeModelUtils.findNodesForFeature(element, feature);
            for (int i = 0; i < nodes.size(); i++) {
                List<ILeafNode> words = words(nodes.get(i));
                for (int w = 0; w < words.size(); w++) {
                    boolean last = w == words.size() - 1;
                    String[] kinds = last ? kinds(element, feature, i) : new String[] {SemanticTokenTypes.Namespace};
                    if (kinds.length > 0) {
                        colours.put(words.get(w).getOffset(), new Colour(words.get(w).getLength(), kinds));
                    }
                }
            }
        }
    }

    private static boolean isName(EStructuralFeature feature) {
        return feature instanceof EAttribute && (feature == CorePackage.Literals.NAMED__NAME || feature.getName().equals("type")
                || feature == CorePackage.Literals.MODEL__NAME || feature == CorePackage.Literals.IMPORT__IMPORTED_NAMESPACE);
    }

    private static List<ILeafNode> words(INode node) {
        List<ILeafNode> words = new ArrayList<>();
        for (ILeafNode leaf : node.getLeafNodes()) {
            if (!leaf.isHidden() && leaf.getLength() > 0 && Character.isJavaIdentifierStart(leaf.getText().charAt(0))) {
                words.add(leaf);
            }
        }
        return words;
    }

    private static String[] kinds(EObject element, EStructuralFeature feature, int index) {
        if (element instanceof Model || element instanceof Import) {
            return new String[] {SemanticTokenTypes.Namespace};
        }
        if (feature == CorePackage.Literals.NAMED__NAME) {
            return new String[] {kind(element), SemanticTokenModifiers.Declaration};
        }
        if (feature instanceof EAttribute) {
            return new String[] {SemanticTokenTypes.Type};
        }
        Object value = element.eGet(feature);
        Object target = value instanceof List<?> list ? index < list.size() ? list.get(index) : null : value;
        if (!(target instanceof Named named) || named.eIsProxy()) {
            return new String[0];
        }
        return named.eResource() != null && Library.contains(named.eResource().getURI())
                ? new String[] {kind(named), SemanticTokenModifiers.DefaultLibrary} : new String[] {kind(named)};
    }

    private static String kind(EObject element) {
        return switch (element) {
            case Neuron _ -> SemanticTokenTypes.Class;
            case Graph _ -> SemanticTokenTypes.Struct;
            case Function _ -> SemanticTokenTypes.Function;
            case Schema _ -> SemanticTokenTypes.Interface;
            case Dataset _ -> SemanticTokenTypes.Enum;
            case Chip _ -> SemanticTokenTypes.Type;
            case Job _ -> SemanticTokenTypes.Event;
            case Declaration _ -> SemanticTokenTypes.Type;
            case Parameter parameter when parameter.eContainer() instanceof Schema -> SemanticTokenTypes.Property;
            case Parameter _, Input _ -> SemanticTokenTypes.Parameter;
            case Derived _ -> SemanticTokenTypes.Property;
            default -> SemanticTokenTypes.Variable;
        };
    }
}
