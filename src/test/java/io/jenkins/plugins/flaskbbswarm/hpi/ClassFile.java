package io.jenkins.plugins.flaskbbswarm.hpi;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A class as its file has it. */
final class ClassFile {
    private final ClassNode node = new ClassNode();
    private final Set<String> types = new TreeSet<>();

    ClassFile(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        reader.accept(node, 0);
        reader.accept(
                new ClassRemapper(new ClassWriter(0), new Remapper() {
                    @Override
                    public String map(String type) {
                        types.add(type);
                        return type;
                    }
                }),
                0);
    }

    /** With slashes. */
    String name() {
        return node.name;
    }

    boolean isConcrete() {
        return (node.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0;
    }

    boolean isAnnotation() {
        return (node.access & Opcodes.ACC_ANNOTATION) != 0;
    }

    /** Superclass and interfaces. */
    List<String> parents() {
        List<String> parents = new ArrayList<>(node.interfaces);
        Optional.ofNullable(node.superName).ifPresent(parents::add);
        return parents;
    }

    /** All types that it mentions. */
    Set<String> types() {
        return types;
    }

    /** What it declares for others, as {@code name descriptor}, but for what the compiler adds. */
    Set<String> members() {
        Set<String> members = new TreeSet<>();
        for (MethodNode method : node.methods) {
            if (isVisible(method.access) && !method.name.equals("<clinit>")) {
                members.add(method.name + " " + method.desc);
            }
        }
        for (FieldNode field : node.fields) {
            if (isVisible(field.access) && !field.name.equals("serialVersionUID")) {
                members.add(field.name + " " + field.desc);
            }
        }
        return members;
    }

    /** Like {@link #members}, bridges included: they are what overrides a method whose types were narrowed. */
    Set<String> allMembers() {
        Set<String> members = new TreeSet<>();
        node.methods.forEach(method -> members.add(method.name + " " + method.desc));
        return members;
    }

    /** Members with whether they are static. */
    Set<String> membersWithKind() {
        Set<String> members = new TreeSet<>();
        for (MethodNode method : node.methods) {
            members.add(kind(method.access) + method.name + " " + method.desc);
        }
        for (FieldNode field : node.fields) {
            members.add(kind(field.access) + field.name + " " + field.desc);
        }
        return members;
    }

    static String kind(int access) {
        return (access & Opcodes.ACC_STATIC) == 0 ? "" : "static ";
    }

    /** The methods that it can not have below a class, which has them static, final or with another type. */
    Stream<String> clashesWith(ClassFile above) {
        return node.methods.stream()
                .filter(method -> isVisible(method.access) && !method.name.startsWith("<"))
                .flatMap(method -> above.node.methods.stream().filter(other -> clash(method, other)))
                .map(other -> name() + " hides " + above.name() + " " + other.name + " " + other.desc);
    }

    private boolean clash(MethodNode method, MethodNode other) {
        boolean isSame = method.name.equals(other.name)
                && Arrays.equals(Type.getArgumentTypes(method.desc), Type.getArgumentTypes(other.desc));
        boolean isInherited = (other.access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        boolean isFixed = (other.access & (Opcodes.ACC_STATIC | Opcodes.ACC_FINAL)) != 0;
        return isSame
                && isInherited
                && (isFixed
                        || !allMembers().contains(other.name + " " + other.desc)
                        || !kind(method.access).isEmpty());
    }

    private static boolean isVisible(int access) {
        return (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) == 0;
    }

    /** What its code touches, as {@code owner name descriptor}. */
    Set<String> uses() {
        Set<String> uses = new TreeSet<>();
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof MethodInsnNode call) {
                    uses.add(call.owner + " " + call.name + " " + call.desc);
                } else if (instruction instanceof FieldInsnNode field) {
                    uses.add(field.owner + " " + field.name + " " + field.desc);
                } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                    handles(dynamic).forEach(uses::add);
                }
            }
        }
        return uses;
    }

    private static Stream<String> handles(InvokeDynamicInsnNode dynamic) {
        return Stream.of(dynamic.bsmArgs)
                .filter(org.objectweb.asm.Handle.class::isInstance)
                .map(org.objectweb.asm.Handle.class::cast)
                .map(handle -> handle.getOwner() + " " + handle.getName() + " " + handle.getDesc());
    }

    boolean hasAnnotation(String type) {
        return has(node.visibleAnnotations, type);
    }

    Stream<MethodNode> methods(Predicate<String> name) {
        return node.methods.stream().filter(method -> name.test(method.name));
    }

    /** Methods with an annotation. */
    List<MethodNode> methodsWith(String type) {
        return node.methods.stream()
                .filter(method -> has(method.visibleAnnotations, type))
                .toList();
    }

    private static boolean has(List<AnnotationNode> annotations, String type) {
        return annotations != null
                && annotations.stream().anyMatch(annotation -> annotation.desc.equals("L" + type + ";"));
    }
}
