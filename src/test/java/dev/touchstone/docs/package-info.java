/** What is written for people, held against what there is. */
@NullMarked
package dev.touchstone.docs;

import org.jspecify.annotations.NullMarked;
