package hudson;

import net.java.sezpoz.Indexable;

import java.lang.annotation.*;

/** Kept at run time in truth; the processor that indexes it wants it this way, and Jenkins reads the index only. */
@Indexable
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface Extension {
    double ordinal() default 0;
}
