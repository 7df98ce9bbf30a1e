/**
 * The front door: hands clusters to JUnit tests, and closes them when the last test that shares one has ended.
 */
@NullMarked
package dev.touchstone.junit;

import org.jspecify.annotations.NullMarked;
