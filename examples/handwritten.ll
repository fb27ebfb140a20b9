; SPDX-License-Identifier: Apache-2.0
; Written by hand: what front ends do not write, but optimisers have to cope with.
source_filename = "handwritten.ll"
target triple = "x86_64-unknown-linux-gnu"

@primes = private constant [8 x i32] [i32 2, i32 3, i32 5, i32 7, i32 11, i32 13, i32 17, i32 19]

; A sum over a constant table, through memory. It can be folded away altogether.
define i32 @sum_of_primes() {
entry:
  %sum = alloca i32
  %i = alloca i64
  store i32 0, ptr %sum
  store i64 0, ptr %i
  br label %loop

loop:
  %index = load i64, ptr %i
  %more = icmp ult i64 %index, 8
  br i1 %more, label %body, label %done

body:
  %place = getelementptr inbounds [8 x i32], ptr @primes, i64 0, i64 %index
  %prime = load i32, ptr %place
  %before = load i32, ptr %sum
  %after = add nsw i32 %before, %prime
  store i32 %after, ptr %sum
  %next = add nuw i64 %index, 1
  store i64 %next, ptr %i
  br label %loop

done:
  %result = load i32, ptr %sum
  ret i32 %result
}

; Addition that stays at the largest value: an intrinsic with two results.
define i32 @saturating_add(i32 %a, i32 %b) {
  %pair = call { i32, i1 } @llvm.uadd.with.overflow.i32(i32 %a, i32 %b)
  %value = extractvalue { i32, i1 } %pair, 0
  %overflow = extractvalue { i32, i1 } %pair, 1
  br i1 %overflow, label %largest, label %fits

largest:
  br label %join

fits:
  br label %join

join:
  %result = phi i32 [ -1, %largest ], [ %value, %fits ]
  ret i32 %result
}

; A dispatch by a switch with a default that cannot happen, and a block that nothing reaches.
define i32 @dispatch(i2 %code, i32 %x) {
entry:
  switch i2 %code, label %impossible [
    i2 0, label %zero
    i2 1, label %one
    i2 -2, label %two
    i2 -1, label %three
  ]

zero:
  ret i32 0

one:
  ret i32 %x

two:
  %double = mul i32 %x, 2
  ret i32 %double

three:
  %triple = mul i32 %x, 3
  %same = mul i32 %x, 3
  %difference = sub i32 %triple, %same
  %sum = add i32 %triple, %difference
  ret i32 %sum

forgotten:
  %waste = mul i32 %x, %x
  ret i32 %waste

impossible:
  unreachable
}

; A vector dot product.
define float @dot(<4 x float> %a, <4 x float> %b) {
  %product = fmul <4 x float> %a, %b
  %lane0 = extractelement <4 x float> %product, i32 0
  %lane1 = extractelement <4 x float> %product, i32 1
  %lane2 = extractelement <4 x float> %product, i32 2
  %lane3 = extractelement <4 x float> %product, i32 3
  %s1 = fadd float %lane0, %lane1
  %s2 = fadd float %s1, %lane2
  %s3 = fadd float %s2, %lane3
  ret float %s3
}

declare { i32, i1 } @llvm.uadd.with.overflow.i32(i32, i32)
